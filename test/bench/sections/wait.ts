import { join } from 'node:path';

import type { WaitFound, WaitMethods } from '../programs/wait';
import { count, megabytes, ms, seconds, times } from '../support/format';
import { peakBytes, residentBytes } from '../support/memory';
import { Remote } from '../support/remote';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { median } from '../support/rounds';

const PROGRAM = join(__dirname, '..', 'programs', 'wait.ts');
const PLAN = { tasks: 1000, spreadMs: 60_000, intervalMs: 5000 };
const LATENCIES_MS = [20, 60] as const;
const GOAL_REQUESTS = 1.3;
const GOAL_BYTES = 50 * 1024 * 1024;

/** The real waiting loop over 1,000 tasks that end evenly over a minute, with a clock that jumps. */
export async function wait(): Promise<Report> {
	const reports = [];
	for (const latencyMs of LATENCIES_MS) reports.push(await waitWith(latencyMs));
	return {
		title: `wait: ${PLAN.tasks} tasks that end over ${PLAN.spreadMs / 1000} simulated seconds, one look each ${PLAN.intervalMs / 1000} s`,
		columns: [
			'answer takes',
			'looks',
			'least possible',
			'ratio',
			'time lost, median',
			'longest',
			'memory',
			'loop delay, 99 %',
			'longest',
			'real time',
		],
		rows: reports.map(({ row }) => row),
		goals: reports.flatMap(({ goals }) => goals),
	};
}

async function waitWith(latencyMs: number) {
	const program = await Remote.start<WaitMethods>(PROGRAM);
	await program.call('wait', { ...PLAN, tasks: 10, latencyMs });
	await program.call('settle', undefined as never);
	const idle = residentBytes(program.pid);
	const { peak, result } = await peakBytes(
		program.pid,
		async () => await program.call('wait', { ...PLAN, latencyMs }),
	);
	await program.stop();
	return summarize(latencyMs, result, peak - idle);
}

function summarize(latencyMs: number, found: WaitFound, memory: number) {
	const { looks, delays, durations } = found;
	const intervals = durations.reduce((sum, duration) => sum + duration / PLAN.intervalMs, 0);
	const least = durations.reduce(
		(sum, one) => sum + Math.max(1, Math.ceil(one / PLAN.intervalMs)),
		0,
	);
	const ratio = looks / intervals;
	const row = [
		ms(latencyMs),
		count(looks),
		count(least),
		times(ratio),
		seconds(median(delays)),
		seconds(Math.max(...delays)),
		megabytes(memory),
		ms(found.loopDelayP99Ms),
		ms(found.loopDelayMaxMs),
		seconds(found.tookMs),
	];
	const at = `at ${ms(latencyMs)}`;
	const goals = [
		atMost(`looks / (duration / interval), ${at}`, ratio, GOAL_REQUESTS, times),
		atMost(`median time lost, ${at}`, median(delays), PLAN.intervalMs, seconds),
		atMost(`memory above idle, ${at}`, memory, GOAL_BYTES, megabytes),
	];
	return { row, goals };
}
