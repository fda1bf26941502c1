/** What a section measured against what was asked for. */
export interface Goal {
	readonly what: string;
	readonly limit: string;
	readonly found: string;
	readonly met: boolean;
}

/** What one section found out. */
export interface Report {
	readonly title: string;
	readonly columns: readonly string[];
	readonly rows: ReadonlyArray<readonly string[]>;
	readonly goals: readonly Goal[];
}

/** A goal that a measured number keeps when it does not pass a limit. */
export function atMost(
	what: string,
	found: number,
	limit: number,
	format: (value: number) => string,
): Goal {
	return { what, limit: `≤ ${format(limit)}`, found: format(found), met: found <= limit };
}

/** Prints a report as Markdown, so that it can be put into the documentation as it is. */
export function printReport({ title, columns, rows, goals }: Report): void {
	console.log(`\n### ${title}\n\n${table(columns, rows).join('\n')}`);
	if (goals.length === 0) return;
	const verdicts = goals.map((goal) => [goal.what, goal.limit, goal.found, verdict(goal)]);
	console.log(`\n${table(['goal', 'limit', 'found', ''], verdicts).join('\n')}`);
}

/** "met" or "MISSED". */
export function verdict({ met }: Goal): string {
	return met ? 'met' : 'MISSED';
}

function table(columns: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] {
	const widths = columns.map((column, index) =>
		Math.max(3, column.length, ...rows.map((row) => row[index]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) =>
		`| ${widths.map((width, index) => align(cells[index] ?? '', width, index)).join(' | ')} |`;
	const rule = widths.map((width, index) =>
		index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
	);
	return [line(columns), line(rule), ...rows.map(line)];
}

/** The first column holds names, all others values. */
function align(cell: string, width: number, index: number): string {
	return index === 0 ? cell.padEnd(width) : cell.padStart(width);
}
