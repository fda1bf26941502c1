import { holdsWithin } from './support/pause';
import { Dice } from './support/dice';
import { Tally } from './support/tally';
import { heapAfterCollection, keepsGrowing } from './invariants/memory';
import type { MemorySample } from './invariants/memory';
import { holdings, moreThan, openFiles } from './invariants/leftovers';
import { TimerOrigins } from './invariants/timerOrigins';
import { watchProcess } from './invariants/process';
import { Violations } from './invariants/violations';
import { execute } from './operations/execution';
import { allTasks } from './operations/allTasks';
import { getResults } from './operations/results';
import type { Round } from './operations/round';
import { getStatus, waitForCompletion } from './operations/status';
import { stop } from './operations/stop';
import { trigger } from './operations/trigger';
import { watchList } from './operations/watchList';
import { FaultPlan } from './proxy/faultPlan';
import { World } from './world/world';

/** How much chaos there is to be. */
export interface ChaosOptions {
	readonly seed: number;
	readonly minutes: number;
	/** At most so many rounds; for tests, which are the same on every machine then. */
	readonly rounds?: number;
	/** Of one HTTP exchange. */
	readonly faultProbability: number;
	/** Only this round, to repeat what was found in it. */
	readonly only?: number;
	/** Called after each epoch, for people who watch. */
	readonly onEpoch?: (found: ChaosFound) => void;
}

/** What came of it. */
export interface ChaosFound {
	readonly tally: Tally;
	readonly faults: ReadonlyMap<string, number>;
	readonly exchanges: number;
	readonly violations: Violations;
	readonly memory: readonly MemorySample[];
	readonly logLines: number;
	readonly rounds: number;
}

type Operation = (round: Round, world: World) => Promise<void>;

const OPERATIONS: readonly Operation[] = [
	...Array<Operation>(9).fill(getStatus),
	...Array<Operation>(5).fill(waitForCompletion),
	...Array<Operation>(4).fill(getResults),
	...Array<Operation>(3).fill(stop),
	...Array<Operation>(2).fill(trigger),
	...Array<Operation>(2).fill(watchList),
	async (round) => await (round.channel.provider === 'rocketRide' ? allTasks : trigger)(round),
];

const MS_PER_MINUTE = 60_000;
/** Rounds that are under way at the same time. */
const LANES = 14;
/** After so many rounds everything ends, so that what is left over shows. */
const ROUNDS_PER_EPOCH = 56;
/** Polite goodbyes take a moment; whatever is open after this has been forgotten. */
const GOODBYE_MS = 20_000;

/** Random tasks and operations on all providers through proxies that break everything. */
export async function chaos(options: ChaosOptions): Promise<ChaosFound> {
	const { seed, minutes, faultProbability, rounds = Infinity, only, onEpoch } = options;
	const tally = new Tally();
	const violations = new Violations();
	const faults = new Map<string, number>();
	const memory: MemorySample[] = [];
	const end = Date.now() + minutes * MS_PER_MINUTE;
	let next = only ?? 1;
	const logLines = watchProcess((promise, what) => violations.add(next, promise, what));
	const timers = new TimerOrigins();
	await warmUp();
	let exchanges = 0;
	const found = () => ({
		...{ tally, faults, exchanges, violations, memory },
		logLines: logLines(),
		rounds: next - 1,
	});
	do {
		const plan = new FaultPlan(seed, faultProbability);
		const last = only ?? Math.min(rounds, next + ROUNDS_PER_EPOCH - 1);
		const take = () => (next <= last && (next === only || Date.now() < end) ? next++ : null);
		await epoch(plan, take, { seed, tally, violations, timers });
		exchanges += plan.exchanges;
		for (const [kind, count] of plan.counts) faults.set(kind, (faults.get(kind) ?? 0) + count);
		memory.push({ operations: tally.total, heapBytes: heapAfterCollection() });
		onEpoch?.(found());
	} while (only === undefined && next <= rounds && Date.now() < end);
	if (keepsGrowing(memory)) {
		const sizes = memory.map(({ heapBytes }) => Math.round(heapBytes / 1e6)).join(', ');
		violations.add(0, 'memory is flat', `MB on the heap after each epoch: ${sizes}`);
	}
	return found();
}

/** n8n keeps some things for ever once it has run, such as a timer for its SSH connections. */
async function warmUp(): Promise<void> {
	const world = await World.start(new FaultPlan(0, 0));
	const [report, tally, dice] = [() => undefined, new Tally(), Dice.of('warm-up')];
	for (const channel of world.channels) {
		const tasks = [channel.start(dice, 'warm-up')];
		await execute({ number: 0, dice, channel, report, tally }, { operation: 'getStatus', tasks });
	}
	await world.close();
}

interface EpochTools {
	readonly seed: number;
	readonly tally: Tally;
	readonly violations: Violations;
	readonly timers: TimerOrigins;
}

/** A world of its own, some rounds in it, and nothing left of them. */
async function epoch(
	plan: FaultPlan,
	take: () => number | null,
	{ seed, tally, violations, timers }: EpochTools,
): Promise<void> {
	const before = holdings(timers);
	const world = await World.start(plan);
	const { channels } = world;
	let lastRound = 0;
	const lane = async () => {
		for (let number = take(); number !== null; number = take()) {
			lastRound = number;
			const dice = Dice.of(seed, 'round', number);
			const [operation, channel] = [dice.pick(OPERATIONS), channels[number % channels.length]];
			if (channel === undefined) return;
			const report = violations.of(number);
			await operation({ number, dice, channel, report, tally }, world).catch((error: unknown) =>
				report('nothing throws', error instanceof Error ? (error.stack ?? '') : String(error)),
			);
		}
	};
	await Promise.all(Array.from({ length: LANES }, lane));
	const report = violations.of(lastRound);
	if (!(await holdsWithin(GOODBYE_MS, () => world.openConnections.length === 0))) {
		report('no connection is left', `open: ${world.openConnections.join(', ')}`);
	}
	if (!world.isClean) report('no key is sent elsewhere', 'a file server was sent a key');
	await world.close();
	if (!(await holdsWithin(GOODBYE_MS, () => moreThan(before, timers) === ''))) {
		report(
			'nothing is left',
			`${moreThan(before, timers)}; running:\n${timers.describe()}\nopen: ${openFiles().join(' ')}`,
		);
	}
}
