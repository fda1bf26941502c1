import 'reflect-metadata';
import './support/sourceFirst';

import { seconds } from './support/format';
import { printReport, verdict } from './support/report';
import type { Goal, Report } from './support/report';
import { timed } from './support/rounds';
import { status } from './sections/status';

/** The sections in the order of the documentation. */
const sections: Readonly<Record<string, () => Promise<Report>>> = { status };

const HELP = `npx tsx test/bench/run.ts [${Object.keys(sections).join('] [')}]
Measures, prints tables and writes nothing. Without a name all sections run, in about 6 minutes.`;

async function main(): Promise<void> {
	const names = process.argv.slice(2);
	const unknown = names.filter((name) => !(name in sections));
	if (unknown.length > 0) return console.log(HELP);
	const goals: Goal[] = [];
	const tookMs = await timed(async () => {
		for (const [name, section] of Object.entries(sections)) {
			if (names.length > 0 && !names.includes(name)) continue;
			const report = await section();
			printReport(report);
			goals.push(...report.goals);
		}
	});
	const missed = goals.filter((goal) => verdict(goal) === 'MISSED');
	console.log(
		`\n${goals.length - missed.length} of ${goals.length} goals met, ${seconds(tookMs)}.`,
	);
	process.exit(missed.length === 0 ? 0 : 1);
}

void main();
