import type { INodeExecutionData } from 'n8n-workflow';

import { PolledTrigger } from '../../engine/support/trigger';
import { checkError } from '../invariants/errors';
import { endsWithin } from '../invariants/hangs';
import { checkItemSecrets } from '../invariants/secrets';
import { checkTask } from '../invariants/states';
import { pause } from '../support/pause';
import type { ChaosTask } from '../world/channel';
import { REQUEST_TIMEOUT_SECONDS, startTasks } from './round';
import type { Round } from './round';
import { POLL_MS, act, activate } from './trigger';

const MOST_STEPS = 80;
const STEPS_AFTER = 3;
const STATES = ['succeeded', 'failed', 'canceled'];

/**
 * A trigger on every task of a server, where other rounds start tasks too: those of this round fire
 * once, and nothing fires twice.
 */
export async function allTasks(round: Round): Promise<void> {
	const { dice, report, tally, channel } = round;
	const polled = new PolledTrigger({
		parameters: {
			...{ provider: channel.provider, watch: 'allTasks', states: STATES, checkInterval: 0 },
			options: { requestTimeout: REQUEST_TIMEOUT_SECONDS },
		},
		credentials: channel.credentials,
	});
	const look = async (name: string, work: () => Promise<unknown>) => {
		tally.did(`${channel.name} all tasks ${name}`);
		await endsWithin(POLL_MS, `All tasks, ${name}`, report, work());
	};
	// What was there is known from the first look that succeeds: news is what comes after it.
	for (let step = 0; step < MOST_STEPS && !polled.stored.includes('"baseline"'); step++) {
		await look('activation', async () => await activate(round, polled, 'activate'));
	}
	const awaited = startTasks(round, dice.int(2, 8)).filter(
		({ listed, end }) => listed && end !== null && STATES.includes(end),
	);
	const fired = () => polled.executions.flat();
	let after = 0;
	for (let step = 0; step < MOST_STEPS && after < STEPS_AFTER; step++) {
		await act(round, polled, look);
		if (awaited.every((task) => timesFired(fired(), task) > 0)) after++;
		else await pause(dice.int(20, 250));
	}
	for (const item of fired()) checkItemSecrets(item, 'an item of all tasks', report);
	for (const failure of polled.failures) checkError(failure, 'a failed poll', report);
	checkFired(round, fired(), awaited);
}

function checkFired(
	{ report, channel, tally }: Round,
	items: readonly INodeExecutionData[],
	awaited: readonly ChaosTask[],
): void {
	const refs = items.map(({ json }) => JSON.stringify(json.ref));
	if (new Set(refs).size < refs.length) {
		report('every completion fires once', `${channel.name}, all tasks: one fired again`);
	}
	for (const task of awaited) {
		const item = items.find((one) => isAbout(one, task));
		tally.got(`${channel.name} fired`);
		if (item === undefined) {
			report('every completion fires once', `${channel.name}, all tasks: ${task.end} never fired`);
		} else {
			const listed = { ...task, taskId: String(item.json.taskId) };
			checkTask(item.json, listed, `${channel.name}, all tasks`, report);
		}
	}
}

function timesFired(items: readonly INodeExecutionData[], task: ChaosTask): number {
	return items.filter((item) => isAbout(item, task)).length;
}

function isAbout({ json }: INodeExecutionData, { listed }: ChaosTask): boolean {
	return (json.ref as { readonly projectId?: unknown }).projectId === listed?.projectId;
}
