/** One line of a panel. */
export interface Line {
	readonly label: string;
	readonly color: string;
	readonly values: readonly number[];
}

/** One diagram of a plot; all have the same time axis. */
export interface Panel {
	readonly title: string;
	readonly lines: readonly Line[];
}

const WIDTH = 860;
const LEFT = 64;
const RIGHT = 150;
const PANEL_HEIGHT = 110;
const GAP = 46;
const TOP = 56;
const TICKS = 4;
const FONT = font(12);

function font(size: number): string {
	return `font-family="system-ui, sans-serif" font-size="${size}" fill="#57606a"`;
}

/** A plot as SVG: panels one above the other over the minutes. */
export function plot(title: string, minutes: readonly number[], panels: readonly Panel[]): string {
	const height = TOP + panels.length * (PANEL_HEIGHT + GAP);
	const end = niceCeiling(minutes.at(-1) ?? 1);
	const x = (minute: number) => LEFT + (minute / end) * (WIDTH - LEFT - RIGHT);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">`,
		`<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
		`<text x="${LEFT}" y="26" ${font(15)} font-weight="600">${escaped(title)}</text>`,
		...panels.flatMap((panel, index) => drawPanel(panel, minutes, x, end, panelTop(index))),
		'</svg>',
		'',
	].join('\n');
}

function panelTop(index: number): number {
	return TOP + index * (PANEL_HEIGHT + GAP);
}

function drawPanel(
	{ title, lines }: Panel,
	minutes: readonly number[],
	x: (minute: number) => number,
	end: number,
	top: number,
): string[] {
	const most = niceCeiling(Math.max(1, ...lines.flatMap(({ values }) => values)));
	const y = (value: number) => top + PANEL_HEIGHT - (value / most) * PANEL_HEIGHT;
	const ticks = Array.from({ length: TICKS + 1 }, (_, tick) => tick / TICKS);
	const right = WIDTH - RIGHT;
	return [
		`<text x="${LEFT}" y="${top - 8}" ${FONT} font-weight="600">${escaped(title)}</text>`,
		...ticks.map(
			(share) =>
				`<path d="M${LEFT} ${fixed(y(share * most))}H${right}" stroke="#d0d7de" stroke-width="1"/>` +
				`<text x="${LEFT - 8}" y="${fixed(y(share * most) + 4)}" text-anchor="end" ${FONT}>${shown(share * most)}</text>`,
		),
		...ticks.map(
			(share) =>
				`<text x="${fixed(x(share * end))}" y="${top + PANEL_HEIGHT + 16}" text-anchor="middle" ${FONT}>${shown(share * end)} min</text>`,
		),
		...lines.flatMap(({ label, color, values }, index) => {
			const points = values.map((value, at) => `${fixed(x(minutes[at] ?? 0))},${fixed(y(value))}`);
			const row = top + 12 + index * 18;
			return [
				`<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="1.6"/>`,
				`<path d="M${right + 12} ${row - 4}h16" stroke="${color}" stroke-width="3"/>`,
				`<text x="${right + 34}" y="${row}" ${FONT}>${escaped(label)}</text>`,
			];
		}),
	];
}

/** The next of 1, 2, 4, 5, 8, 10, 20 … */
function niceCeiling(value: number): number {
	const size = 10 ** Math.floor(Math.log10(value));
	return ([1, 2, 4, 5, 8, 10].find((step) => step * size >= value) ?? 10) * size;
}

function shown(value: number): string {
	return String(Math.round(value * 100) / 100);
}

function fixed(value: number): string {
	return value.toFixed(1);
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
