import 'reflect-metadata';
import './support/sourceFirst';

import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { plot } from './soak/plot';
import { csvOf } from './soak/sampler';
import type { Sample } from './soak/sampler';
import { soak, TASKS_IN_FLIGHT } from './soak/soak';

const IMAGES = resolve(__dirname, '..', '..', 'docs', 'images');

const HELP = `npm run soak -- [--minutes 60] [--seed 1] [--faults 0.05] [--out docs/images]
${TASKS_IN_FLIGHT} tasks in flight over all providers through proxies that break something now and then.
Writes soak.csv and soak.svg.`;

const OPTIONS = {
	minutes: { type: 'string', default: '60' },
	seed: { type: 'string', default: '1' },
	faults: { type: 'string', default: '0.05' },
	out: { type: 'string', default: IMAGES },
	help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: OPTIONS });
	if (values.help) return console.log(HELP);
	const [minutes, faults] = [Number(values.minutes), Number(values.faults)];
	const found = await soak({
		minutes,
		seed: Number(values.seed),
		faultProbability: faults,
		place: resolve(__dirname, 'soak', 'place.ts'),
		onSample: (sample) => console.log(lineOf(sample)),
	});
	const { samples, tally, violations, left } = found;
	await mkdir(values.out, { recursive: true });
	await writeFile(resolve(values.out, 'soak.csv'), csvOf(samples));
	const title = `${TASKS_IN_FLIGHT} tasks in flight, ${faults * 100} % faults`;
	await writeFile(resolve(values.out, 'soak.svg'), draw(title, samples));
	for (const { round, promise, what } of violations.found) {
		console.log(`VIOLATION of "${promise}" in execution ${round}: ${what}`);
	}
	console.log([...tally.outcomes].map(([state, count]) => `${count} ${state}`).join(', '));
	console.log(
		`${tally.total} waits, ${samples.at(-1)?.faults ?? 0} faults, ${violations.found.length} violations, ${left.length} connections left.`,
	);
	process.exit(violations.found.length + left.length === 0 ? 0 : 1);
}

function lineOf(sample: Sample): string {
	const { minutes, tasksInFlight, rssMb, heapMb, sockets, loopDelayP99Ms, loopDelayMaxMs } = sample;
	const delay = `${loopDelayP99Ms.toFixed(0)}/${loopDelayMaxMs.toFixed(0)} ms`;
	return `${minutes.toFixed(1)} min: ${tasksInFlight} tasks, ${rssMb.toFixed(0)} MB (heap ${heapMb.toFixed(1)}), ${sockets} sockets, event loop p99/max ${delay}`;
}

function draw(title: string, samples: readonly Sample[]): string {
	const line = (label: string, color: string, key: keyof Sample) => ({
		...{ label, color },
		values: samples.map((sample) => sample[key]),
	});
	return plot(
		title,
		samples.map(({ minutes }) => minutes),
		[
			{
				title: 'Memory, MB',
				lines: [line('resident', '#8250df', 'rssMb'), line('heap after GC', '#0969da', 'heapMb')],
			},
			{
				title: 'In flight',
				lines: [line('tasks', '#1a7f37', 'tasksInFlight'), line('sockets', '#bf8700', 'sockets')],
			},
			{
				title: 'Event-loop delay, ms',
				lines: [
					line('p50', '#0969da', 'loopDelayP50Ms'),
					line('p99', '#bf8700', 'loopDelayP99Ms'),
					line('longest', '#cf222e', 'loopDelayMaxMs'),
				],
			},
			{
				title: 'So far',
				lines: [line('tasks done', '#1a7f37', 'tasksDone'), line('faults', '#cf222e', 'faults')],
			},
		],
	);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(2);
});
