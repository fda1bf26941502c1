import { join } from 'node:path';

import type { TriggerSetup } from '../../engine/support/trigger';
import type { RodinTask } from '../../simulators/hyper3dRodin';
import type { Tick, TriggerMethods } from '../programs/trigger';
import { Simulator } from '../simulators/simulator';
import { count, kilobytes, megabytes, ms, seconds, times } from '../support/format';
import { peakBytes, residentBytes } from '../support/memory';
import { Remote } from '../support/remote';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { rodinCredential } from '../support/rodin';
import { median } from '../support/rounds';

const PROGRAM = join(__dirname, '..', 'programs', 'trigger.ts');
const LARGEST = 10_000;
const SMALLER = 1_000;
const SIZES = [1, 100, SMALLER, LARGEST] as const;
const CONCURRENCY = 8;
const ROUNDS = 3;
/** How long an answer takes where there is no time for all tasks. */
const SLOW_MS = 50;
/** What a poll has for its looks where the host does not say it. */
const BUDGET_MS = 43_000;
/** CPU a task, at 10,000 against 1,000: a look is linear. */
const GOAL_GROWTH = 1.5;
const GOAL_TURN_MS = 50;
const GOAL_BYTES = 1_000_000;
const MAX_TICKS = 30;

const running = { plan: 'never', ageMs: 60_000 };
const ended = { ageMs: 60_000 };

/** One look at a growing list of tasks, and what is left of them in the static data when they end. */
export async function trigger(): Promise<Report> {
	const simulator = await Simulator.start('rodin');
	try {
		const measured = [];
		for (const size of SIZES) measured.push(await measure(simulator, size));
		const [smaller, largest] = measured.slice(-2) as [Measured, Measured];
		await simulator.setLatency(SLOW_MS);
		const slow = await measure(simulator, LARGEST, 1);
		measured.push({ ...slow, name: `${slow.name}, each answer takes ${SLOW_MS} ms` });
		return {
			title: `trigger: one look, ${CONCURRENCY} requests at a time; then all tasks have ended`,
			columns: [
				'watched tasks',
				'time',
				'CPU',
				'longest turn',
				'requests',
				'memory growth',
				'ticks until all have fired',
				'fired',
				'static data',
			],
			rows: measured.map(cells),
			goals: [
				atMost(`time of a look at ${count(LARGEST)}`, largest.ms, BUDGET_MS, seconds),
				atMost(
					`CPU a task, ${count(LARGEST)} against ${count(SMALLER)}`,
					largest.cpuMs / LARGEST / (smaller.cpuMs / SMALLER),
					GOAL_GROWTH,
					times,
				),
				atMost('longest turn of the event loop', largest.turnMs, GOAL_TURN_MS, ms),
				atMost('static data', largest.storedBytes, GOAL_BYTES, kilobytes),
				atMost('fired twice or never', sum(measured.map(({ wrong }) => wrong)), 0, count),
			],
		};
	} finally {
		await simulator.stop();
	}
}

interface Measured {
	readonly name: string;
	readonly ms: number;
	readonly cpuMs: number;
	readonly turnMs: number;
	readonly requests: number;
	readonly growth: number;
	readonly ticks: number;
	readonly fired: number;
	readonly wrong: number;
	readonly storedBytes: number;
}

function cells(one: Measured): string[] {
	return [
		one.name,
		ms(one.ms),
		ms(one.cpuMs),
		ms(one.turnMs),
		count(one.requests),
		megabytes(one.growth),
		count(one.ticks),
		count(one.fired),
		kilobytes(one.storedBytes),
	];
}

/** In a process of its own for each size, warmed up with a single task. */
async function measure(simulator: Simulator, size: number, rounds = ROUNDS): Promise<Measured> {
	const program = await Remote.start<TriggerMethods>(PROGRAM);
	const tick = async () => await program.call('tick', undefined as never);
	try {
		await program.call('activate', await watching(simulator, 1, running));
		await tick();
		await program.call('settle', undefined as never);
		const idle = residentBytes(program.pid);
		await program.call('activate', await watching(simulator, size, running));
		const looks: Tick[] = [];
		const { peak, result: stats } = await peakBytes(
			program.pid,
			async () =>
				await simulator.counting(async () => {
					for (let round = 0; round < rounds; round++) looks.push(await tick());
				}),
		);
		const turnMs = await program.call('longestTurn', undefined as never);
		const firing = await fireAll(program, await watching(simulator, size, ended), size);
		return {
			name: count(size),
			ms: median(looks.map((look) => look.ms)),
			cpuMs: median(looks.map((look) => look.cpuMs)),
			turnMs,
			requests: stats.requestCount / rounds,
			growth: peak - idle,
			...firing,
		};
	} finally {
		await program.stop();
	}
}

/** A find ends its look 5 s later, so that many ends take several ticks. */
async function fireAll(program: Remote<TriggerMethods>, setup: TriggerSetup, size: number) {
	const read = async () => await program.call('found', undefined as never);
	await program.call('activate', setup);
	let [ticks, found] = [0, await read()];
	for (; found.firedOnce < size && ticks < MAX_TICKS; ticks++) {
		await program.call('tick', undefined as never);
		found = await read();
	}
	if (found.failures.length > 0) throw new Error(found.failures.join('\n'));
	const { fired, firedOnce, storedBytes } = found;
	return { ticks, fired, wrong: size - firedOnce + (fired - firedOnce), storedBytes };
}

/** Adds tasks and watches them, with one look for each poll. */
async function watching(
	simulator: Simulator,
	size: number,
	plan: Readonly<Record<string, unknown>>,
): Promise<TriggerSetup> {
	const tasks = await simulator.addTasks<RodinTask>(Array.from({ length: size }, () => plan));
	const refs = tasks.map(({ subscriptionKey }) => ({ subscriptionKey }));
	return {
		parameters: {
			provider: 'hyper3dRodin',
			watch: 'json',
			tasksJson: JSON.stringify(refs),
			checkInterval: 0,
			options: { maxConcurrency: CONCURRENCY },
		},
		credentials: rodinCredential(simulator),
	};
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
