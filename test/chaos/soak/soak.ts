import { Remote } from '../../bench/support/remote';
import { SLACK_MS, endsWithin } from '../invariants/hangs';
import { watchProcess } from '../invariants/process';
import { checkTask } from '../invariants/states';
import { Violations } from '../invariants/violations';
import { checkExecution, execute } from '../operations/execution';
import type { Execution } from '../operations/execution';
import type { Round } from '../operations/round';
import { Dice } from '../support/dice';
import { holdsWithin, pause } from '../support/pause';
import { Tally } from '../support/tally';
import type { Channel, ChaosTask } from '../world/channel';
import type { PlaceMethods } from './place';
import { Sampler } from './sampler';
import type { Sample } from './sampler';

/** How long to soak, and in what. */
export interface SoakOptions {
	readonly minutes: number;
	readonly seed: number;
	readonly faultProbability: number;
	/** The file of the program that plays the providers. */
	readonly place: string;
	readonly onSample: (sample: Sample) => void;
}

/** What came of it. */
export interface SoakFound {
	readonly samples: readonly Sample[];
	readonly tally: Tally;
	readonly violations: Violations;
	/** Connections that were open after everything had ended. */
	readonly left: readonly string[];
}

export const TASKS_IN_FLIGHT = 500;
const TASKS_PER_EXECUTION = 5;
const WAIT_SECONDS = 60;
const POLL_SECONDS = 5;
const SAMPLE_MS = 15_000;
const GOODBYE_MS = 20_000;

/** 500 tasks in flight over all providers, in executions that come and go. */
export async function soak(options: SoakOptions): Promise<SoakFound> {
	const { minutes, seed, faultProbability, place, onSample } = options;
	const remote = await Remote.start<PlaceMethods>(place);
	const ask = inTurn(remote);
	const channels = await ask('open', { seed, faultProbability });
	const [tally, violations, sampler] = [new Tally(), new Violations(), new Sampler()];
	watchProcess((promise, what) => violations.add(0, promise, what));
	const end = Date.now() + minutes * 60_000;
	let [number, inFlight, done] = [0, 0, 0];
	const lane = async (channel: Channel) => {
		await pause(Dice.of(seed, channel.name, ++number).int(0, WAIT_SECONDS * 500));
		while (Date.now() < end) {
			const ids = Array.from({ length: TASKS_PER_EXECUTION }, (_, index) => `s${number}.${index}`);
			number++;
			inFlight += ids.length;
			const tasks = await ask('start', { channel: channel.name, ids });
			await waitForAll({ number, channel, tally, violations, dice: Dice.of(seed, number) }, tasks);
			inFlight -= ids.length;
			done += ids.length;
		}
	};
	const lanes = Array.from({ length: TASKS_IN_FLIGHT / TASKS_PER_EXECUTION }, async (_, index) => {
		const channel = channels[index % channels.length];
		if (channel !== undefined) await lane({ ...channel, start: startElsewhere });
	});
	const over = new AbortController();
	const sampling = (async () => {
		while (!over.signal.aborted) {
			await pause(SAMPLE_MS, over.signal);
			const { faults } = await ask('stats', undefined);
			onSample(sampler.take({ tasksInFlight: inFlight, tasksDone: done, faults }));
		}
	})();
	await Promise.all(lanes);
	over.abort();
	await sampling;
	let left = await ask('connections', undefined);
	const goodbye = Date.now() + GOODBYE_MS;
	while (left.length > 0 && Date.now() < goodbye) {
		await pause(200);
		left = await ask('connections', undefined);
	}
	await remote.stop();
	await holdsWithin(GOODBYE_MS, () => !process.getActiveResourcesInfo().includes('TCPSocketWrap'));
	return { samples: sampler.samples, tally, violations, left };
}

interface Soaked extends Omit<Round, 'report'> {
	readonly violations: Violations;
}

/** One execution of Wait for Completion, checked like one of the chaos. */
async function waitForAll(
	{ violations, ...soaked }: Soaked,
	tasks: readonly ChaosTask[],
): Promise<void> {
	const round: Round = { ...soaked, report: violations.of(soaked.number) };
	const execution: Execution = {
		operation: 'waitForCompletion',
		tasks,
		parameters: { pollInterval: POLL_SECONDS, timeout: WAIT_SECONDS },
		onError: 'continueRegularOutput',
	};
	const limitMs = WAIT_SECONDS * 1000 + SLACK_MS;
	const result = await endsWithin(limitMs, 'A wait', round.report, execute(round, execution));
	round.tally.did(`${round.channel.name} wait`, tasks.length);
	if (result === null) return;
	checkExecution(
		round,
		execution,
		result,
		() => 1,
		({ json }, task) => {
			checkTask(json, task, round.channel.name, round.report);
			round.tally.got(`${round.channel.name} ${String(json.state)}`);
		},
	);
}

/** The other process answers one question at a time. */
function inTurn(remote: Remote<PlaceMethods>) {
	let before: Promise<unknown> = Promise.resolve();
	return async <Name extends keyof PlaceMethods>(
		method: Name,
		parameters: Parameters<PlaceMethods[Name]>[0],
	) => {
		const answer = before.then(async () => await remote.call(method, parameters));
		before = answer.catch(() => undefined);
		return await answer;
	};
}

function startElsewhere(): never {
	throw new Error('Tasks of the soak are started by the other process');
}
