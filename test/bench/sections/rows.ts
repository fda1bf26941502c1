import { join } from 'node:path';

import type { CloudCoinTask } from '../../simulators/cloudCoin';
import type { Activation, Tick, TriggerMethods } from '../programs/trigger';
import { Simulator } from '../simulators/simulator';
import { count, ms, times } from '../support/format';
import { Remote } from '../support/remote';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { median } from '../support/rounds';

const PROGRAM = join(__dirname, '..', 'programs', 'trigger.ts');
const LARGEST = 10_000;
const SMALLER = 1_000;
const SIZES = [SMALLER, LARGEST] as const;
const ROUNDS = 3;
const MAX_TICKS = 10;
/** Pages have 250 rows; whoever writes asks once for each row. */
const QUIET = 50;
const GOAL_GROWTH = 1.5;
const GOAL_TURN_MS = 50;
/** Under way for ever, and nothing moves: what is written is the state, once. */
const STILL = { plan: 'stall', ageMs: 60_000, runningMs: 1_000 };

interface Measured {
	readonly size: number;
	readonly first: Tick;
	readonly firstTurnMs: number;
	readonly ms: number;
	readonly cpuMs: number;
	readonly turnMs: number;
	/** To n8n's API, in a look that has nothing to write. */
	readonly apiRequests: number;
}

/** One look of the trigger at the rows of a watch list. */
export async function rows(): Promise<Report> {
	const [cloudCoin, dataTables] = await Promise.all([
		Simulator.start('cloudCoin'),
		Simulator.start('dataTables'),
	]);
	try {
		const measured: Measured[] = [];
		for (const size of SIZES) measured.push(await measure(cloudCoin, dataTables, size));
		const [smaller, largest] = measured as [Measured, Measured];
		const growth = (cpu: (one: Measured) => number) =>
			cpu(largest) / LARGEST / (cpu(smaller) / SMALLER);
		return {
			title: 'rows: one look at the rows of a watch list',
			columns: [
				'rows',
				'first look, all states written: CPU',
				'longest turn',
				'look: time',
				'CPU',
				'longest turn',
				'requests to n8n',
			],
			rows: measured.map((one) => [
				count(one.size),
				ms(one.first.cpuMs),
				ms(one.firstTurnMs),
				ms(one.ms),
				ms(one.cpuMs),
				ms(one.turnMs),
				count(one.apiRequests),
			]),
			goals: [
				atMost(
					'CPU a row, 10,000 against 1,000',
					growth((one) => one.cpuMs),
					GOAL_GROWTH,
					times,
				),
				atMost(
					'the same, all states written',
					growth((one) => one.first.cpuMs),
					GOAL_GROWTH,
					times,
				),
				atMost('longest turn of the event loop', largest.turnMs, GOAL_TURN_MS, ms),
				atMost('the same, all states written', largest.firstTurnMs, GOAL_TURN_MS, ms),
			],
		};
	} finally {
		await Promise.all([cloudCoin.stop(), dataTables.stop()]);
	}
}

/** In a process of its own for each size. */
async function measure(
	cloudCoin: Simulator,
	dataTables: Simulator,
	size: number,
): Promise<Measured> {
	const program = await Remote.start<TriggerMethods>(PROGRAM);
	const tick = async () => await program.call('tick', undefined as never);
	const turn = async () => await program.call('longestTurn', undefined as never);
	const watch = async (name: string, rowCount: number) =>
		await program.call('activate', await watching(cloudCoin, dataTables, name, rowCount));
	try {
		await watch(`warm-up ${size}`, 1);
		await tick();
		await watch(`turns ${size}`, size);
		const firstTurnMs = await turn();
		await watch(`rows ${size}`, size);
		const first = await tick();
		// A poll may be over before all states are written.
		await untilQuiet(dataTables, size, tick);
		const looks: Tick[] = [];
		const stats = await dataTables.counting(async () => {
			for (let round = 0; round < ROUNDS; round++) looks.push(await tick());
		});
		return {
			size,
			first,
			firstTurnMs,
			ms: median(looks.map((look) => look.ms)),
			cpuMs: median(looks.map((look) => look.cpuMs)),
			turnMs: await turn(),
			apiRequests: stats.requestCount / ROUNDS,
		};
	} finally {
		await program.stop();
	}
}

/** Polls until one only reads, page by page. */
async function untilQuiet(dataTables: Simulator, size: number, tick: () => Promise<unknown>) {
	for (let ticks = 0; ticks < MAX_TICKS; ticks++) {
		const { requestCount } = await dataTables.counting(tick);
		if (requestCount < size / QUIET) return;
	}
	throw new Error(`After ${MAX_TICKS} polls rows are still being written`);
}

async function watching(
	cloudCoin: Simulator,
	dataTables: Simulator,
	name: string,
	size: number,
): Promise<Activation> {
	const tasks = await cloudCoin.addTasks<CloudCoinTask>(Array.from({ length: size }, () => STILL));
	const added = tasks.map(({ id: taskId }) => ({ provider: 'cloudCoin', taskId }));
	await dataTables.addTable({ name, rows: added });
	return {
		// n8n has just started: the first look is that of the first tick.
		mode: 'init',
		parameters: {
			watch: 'watchList',
			dataTableId: { __rl: true, mode: 'name', value: name },
			listProviders: ['cloudCoin'],
			checkInterval: 0,
		},
		credentials: {
			cloudCoinApi: { baseUrl: cloudCoin.baseUrl },
			n8nWatchListApi: { baseUrl: dataTables.baseUrl, apiKey: dataTables.key },
		},
	};
}
