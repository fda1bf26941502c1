import 'reflect-metadata';
import './support/published';

import { seconds } from './support/format';
import { printReport, verdict } from './support/report';
import type { Goal, Report } from './support/report';
import { timed } from './support/rounds';
import { described } from './sections/described';
import { detection } from './sections/detection';
import { download } from './sections/download';
import { realN8n } from './sections/realN8n';
import { requireNodes } from './sections/require';
import { movingRows } from './sections/movingRows';
import { rocketRide } from './sections/rocketRide';
import { rows } from './sections/rows';
import { size } from './sections/size';
import { socket } from './sections/socket';
import { status } from './sections/status';
import { trigger } from './sections/trigger';
import { wait } from './sections/wait';

/** The sections in the order of the documentation. */
const sections: Readonly<Record<string, () => Promise<Report>>> = {
	status,
	n8n: realN8n,
	require: requireNodes,
	described,
	socket,
	rocketRide,
	wait,
	download,
	size,
	trigger,
	rows,
	movingRows,
	detection,
};

const HELP = `npm run bench -- [${Object.keys(sections).join('] [')}]
Measures, prints tables and writes nothing. Without a name all sections run, in about 20 minutes.`;

async function main(): Promise<void> {
	const names = process.argv.slice(2);
	const unknown = names.filter((name) => !(name in sections));
	if (unknown.length > 0) return console.log(HELP);
	const goals: Goal[] = [];
	const { ms } = await timed(async () => {
		for (const [name, section] of Object.entries(sections)) {
			if (names.length > 0 && !names.includes(name)) continue;
			const report = await section().catch((error: unknown) => failure(name, error));
			printReport(report);
			goals.push(...report.goals);
		}
	});
	const missed = goals.filter((goal) => verdict(goal) === 'MISSED');
	console.log(`\n${goals.length - missed.length} of ${goals.length} goals met, ${seconds(ms)}.`);
	process.exit(missed.length === 0 ? 0 : 1);
}

/** A section that breaks has missed its goal; the others still run. */
function failure(name: string, error: unknown): Report {
	const found = error instanceof Error ? error.message : String(error);
	const goal = { what: name, limit: 'runs', found, met: false };
	return { title: `${name}: failed`, columns: [''], rows: [], goals: [goal] };
}

void main();
