import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { PolledTrigger } from '../../engine/support/trigger';
import { checkError } from '../invariants/errors';
import { endsWithin } from '../invariants/hangs';
import { checkItemSecrets } from '../invariants/secrets';
import { checkTask } from '../invariants/states';
import { pause } from '../support/pause';
import type { ChaosTask } from '../world/channel';
import { REQUEST_TIMEOUT_SECONDS, startTasks } from './round';
import type { Round } from './round';

/** A poll's own budget (45 s), and the slack of a busy machine. */
export const POLL_MS = 45_000 + 30_000;
/** A poll goes on for as long as its host allows: here a few looks. */
export const BUDGET_MS = 6_000;
const MOST_STEPS = 80;
/** Steps after everything was fired, to see that nothing is fired again. */
const STEPS_AFTER = 4;
const STATES: readonly string[] = ['succeeded', 'failed', 'canceled'];

/** A life of a trigger: ticks, restarts, crashes before anything was stored, manual tests. */
export async function trigger(round: Round): Promise<void> {
	const { dice, report, tally, channel } = round;
	const tasks = startTasks(round, dice.int(2, 10));
	const states = dice.pick([STATES, STATES, ['succeeded'], ['failed', 'canceled']]);
	const polled = new PolledTrigger({
		parameters: parametersOf(round, tasks, states),
		credentials: channel.credentials,
		budgetMs: BUDGET_MS,
	});
	const awaited = tasks.filter(({ end }) => end !== null && states.includes(end));
	let fired = 0;
	let after = 0;
	const look = async (name: string, work: () => Promise<unknown>) => {
		tally.did(`${channel.name} trigger ${name}`);
		await endsWithin(POLL_MS, `Trigger, ${name}`, report, work());
		checkFired(round, polled.executions.slice(fired).flat(), tasks, states);
		fired = polled.executions.length;
	};
	await look('activation', async () => await activate(round, polled, 'activate'));
	for (let step = 0; step < MOST_STEPS && after < STEPS_AFTER; step++) {
		await act(round, polled, look);
		const isComplete = polled.executions.flat().length >= awaited.length;
		if (isComplete) after++;
		else await pause(dice.int(20, 250));
	}
	checkOnce(round, polled.executions.flat(), awaited);
	for (const failure of polled.failures) checkError(failure, 'a failed poll', report);
	const stored = { stored: polled.stored, warnings: polled.warnings };
	checkItemSecrets({ json: stored }, 'static data and warnings', report);
}

type Look = (name: string, work: () => Promise<unknown>) => Promise<void>;

/** One thing that can happen to an active trigger. */
export async function act(round: Round, polled: PolledTrigger, look: Look): Promise<void> {
	const restart = async () => await activate(round, polled, 'init');
	switch (round.dice.pick(['tick', 'tick', 'tick', 'two', 'crash', 'restart', 'test'])) {
		case 'two':
			await look('ticks', async () => await Promise.all([polled.tick(), polled.tick()]));
			return;
		case 'crash':
			await look('crash', async () => await polled.tickAndCrash().catch(() => undefined));
			await look('restart', restart);
			return;
		case 'restart':
			await look('restart', restart);
			return;
		case 'test':
			await look('test', async () => await test(round, polled));
			return;
		default:
			await look('tick', async () => await polled.tick());
	}
}

/** n8n tries again when an activation fails. */
export async function activate(
	{ report }: Round,
	polled: PolledTrigger,
	mode: 'activate' | 'init',
): Promise<void> {
	for (let attempt = 0; attempt < MOST_STEPS; attempt++) {
		const error = await polled.activate(mode).then(
			() => null,
			(thrown: unknown) => thrown,
		);
		if (error === null) return;
		checkError(error, 'a failed activation', report);
	}
	report('a trigger can be activated', `not in ${MOST_STEPS} attempts`);
}

/** A manual test changes nothing. */
async function test({ report }: Round, polled: PolledTrigger): Promise<void> {
	const before = polled.stored;
	const items = await polled.test().catch((error: unknown) => {
		checkError(error, 'a manual test', report);
		return [];
	});
	for (const item of items) checkItemSecrets(item, 'an item of a manual test', report);
	if (polled.stored !== before) report('a manual test changes nothing', polled.stored);
}

function parametersOf(
	{ dice, channel }: Round,
	tasks: readonly ChaosTask[],
	states: readonly string[],
): INodeParameters {
	const refs = tasks.map(({ ref }) => ({ ...channel.fixed, ...ref }));
	// The same task twice is one task.
	const entries = dice.chance(0.3) ? [...refs, ...refs.slice(0, 1)] : refs;
	const asJson = dice.chance(0.5);
	// A poll that looks again and again would never end where a task never does.
	const ends = tasks.every(({ end }) => end !== null && end !== 'actionRequired');
	return {
		provider: channel.provider,
		watch: asJson ? 'json' : 'taskList',
		...(asJson ? { tasksJson: JSON.stringify(entries) } : { tasks: { task: entries as never } }),
		states: [...states],
		checkInterval: ends ? dice.pick([0, 1]) : 0,
		options: { requestTimeout: REQUEST_TIMEOUT_SECONDS },
	};
}

/** Everything that fires is watched, asked for and true. */
export function checkFired(
	{ report, channel, tally }: Round,
	items: readonly INodeExecutionData[],
	tasks: readonly ChaosTask[],
	states: readonly string[],
): void {
	for (const item of items) {
		checkItemSecrets(item, 'an item of the trigger', report);
		const task = tasks.find(({ taskId }) => taskId === item.json.taskId);
		tally.got(`${channel.name} fired`);
		if (task === undefined || !states.includes(String(item.json.state))) {
			report('only what is watched fires', `${channel.name}: ${JSON.stringify(item.json.state)}`);
		} else checkTask(item.json, task, `${channel.name}, fired`, report);
	}
}

/** n8n was given every completion, and none of them twice. */
export function checkOnce(
	{ report, channel }: Round,
	items: readonly INodeExecutionData[],
	awaited: readonly ChaosTask[],
): void {
	for (const { taskId, end } of awaited) {
		const times = items.filter(({ json }) => json.taskId === taskId).length;
		if (times !== 1) {
			report('every completion fires once', `${channel.name}: ${end} fired ${times} times`);
		}
	}
}
