import type { IDataObject, INode } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { startN8n } from '../../../scripts/n8n/server';
import { itemsOf } from '../../e2e/support/execution';
import { N8nApi } from '../../e2e/support/n8nApi';
import { setField, startThen } from '../../e2e/support/tinyWorkflows';
import { startHyper3dRodin } from '../../simulators/hyper3dRodin';
import type { Hyper3dRodinSimulator } from '../../simulators/hyper3dRodin';
import { delaysOf, mean, summary } from '../support/detection';
import type { Delays, Watch } from '../support/detection';
import { count, seconds } from '../support/format';
import { seededRandom } from '../support/random';
import { atMost } from '../support/report';
import type { Report } from '../support/report';

const N8N_VERSION = '2.8.4';
const TASKS = 24;
const INTERVAL_SECONDS = 5;
/** For storing and activating the workflows. */
const HEAD_START_MS = 90_000;
const SPREAD_MS = 290_000;
/** An end comes at the latest with the tick after it. */
const LAST_TICKS_MS = 75_000;
const QUEUED_MS = 1_000;
const TRIGGER = 'Task Completed Trigger';
const CREDENTIAL = 'hyper3dRodinApi';

/** Ends in a row at one trigger. */
const BURST_TASKS = 10;
const BURST_DISTANCE_MS = 3_000;
const BURST_BEGIN_MS = 20_000;

const GOAL_BURST_MS = (INTERVAL_SECONDS + 2) * 1000;
const GOAL_MEAN_MS = 4_000;
const GOAL_LONGEST_MS = 8_000;

/** A way to watch ends; the Poll Times are n8n's own default. */
interface Way {
	readonly name: string;
	readonly checkInterval: number;
	/** How many triggers share the tasks. */
	readonly triggers: number;
	/** In ms after the beginning. */
	readonly endings: (random: readonly number[]) => readonly number[];
}

const ONE: Way = {
	name: `${INTERVAL_SECONDS} s, one trigger for all`,
	checkInterval: INTERVAL_SECONDS,
	triggers: 1,
	endings: (random) => random,
};
const EACH: Way = {
	...ONE,
	name: `${INTERVAL_SECONDS} s, a trigger for each task`,
	triggers: TASKS,
};
const PLAIN: Way = { ...ONE, name: 'one look a minute, as other triggers', checkInterval: 0 };
const BURST: Way = {
	...ONE,
	name: `${INTERVAL_SECONDS} s, one trigger, ends ${BURST_DISTANCE_MS / 1000} s apart`,
	endings: () =>
		Array.from(
			{ length: BURST_TASKS },
			(_, index) => HEAD_START_MS + BURST_BEGIN_MS + index * BURST_DISTANCE_MS,
		),
};
const WAYS = [ONE, BURST, EACH, PLAIN];

/** Tasks of one trigger: what it asks for and when they end. */
interface Watching {
	readonly workflowId: string;
	readonly ends: ReadonlyMap<string, number>;
}

/** From the end of a task to the execution it starts, on a real n8n; all ways in the same minutes. */
export async function detection(): Promise<Report> {
	const simulator = await startHyper3dRodin();
	const server = await startN8n({ version: N8N_VERSION });
	try {
		const api = await N8nApi.connect(server.url);
		const { baseUrl, acceptedKey: apiKey } = simulator;
		const { id } = await api.createCredential(CREDENTIAL, 'Rodin', { apiKey, baseUrl });
		const random = seededRandom(Date.now());
		const endings = Array.from({ length: TASKS }, () => HEAD_START_MS + random() * SPREAD_MS);
		const begin = Date.now();
		const watch = async (way: Way) => {
			const all = way.endings(endings);
			const size = all.length / way.triggers;
			const watching: Watching[] = [];
			for (let from = 0; from < all.length; from += size) {
				const ends = addTasks(simulator, begin, all.slice(from, from + size));
				const node = trigger(way, [...ends.keys()], id);
				const stored = await api.createWorkflow(startThen(node, setField));
				await api.activateWorkflow(stored.id);
				watching.push({ workflowId: stored.id, ends });
			}
			return watching;
		};
		const ways = [];
		for (const way of WAYS) ways.push({ way, watching: await watch(way) });
		if (Date.now() - begin > HEAD_START_MS) throw new Error('Activating took too long');
		await sleep(begin + HEAD_START_MS + SPREAD_MS + LAST_TICKS_MS - Date.now());
		const found = new Map<Way, Delays>();
		for (const { way, watching } of ways) {
			const watches = watching.map(async (one) => await readWatch(api, one));
			found.set(way, delaysOf(await Promise.all(watches)));
		}
		return report(server.version, found);
	} finally {
		await server.stop();
		await simulator.close();
	}
}

/** Adds tasks that end at these moments after the beginning; their ends by identifier. */
function addTasks(
	simulator: Hyper3dRodinSimulator,
	begin: number,
	endings: readonly number[],
): ReadonlyMap<string, number> {
	const ends = endings.map((ending) => {
		const runningMs = Math.round(begin + ending - Date.now() - QUEUED_MS);
		const plan = { queuedMs: QUEUED_MS, runningMs };
		const { subscriptionKey, submittedAt } = simulator.addTask(plan);
		return [subscriptionKey, submittedAt + QUEUED_MS + runningMs] as const;
	});
	return new Map(ends);
}

function trigger({ checkInterval }: Way, keys: readonly string[], id: string): INode {
	return {
		id: 'trigger-1',
		name: TRIGGER,
		type: 'n8n-nodes-task-status.taskCompletedTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			provider: 'hyper3dRodin',
			watch: 'json',
			tasksJson: JSON.stringify(keys.map((subscriptionKey) => ({ subscriptionKey }))),
			checkInterval,
		},
		credentials: { [CREDENTIAL]: { id, name: 'Rodin' } },
	};
}

async function readWatch(api: N8nApi, { workflowId, ends }: Watching): Promise<Watch> {
	const summaries = await api.listExecutions(workflowId);
	const executions = await Promise.all(
		summaries.map(async (one) => await api.getExecution(one.id)),
	);
	const fired = executions.flatMap((execution) =>
		itemsOf(execution, TRIGGER).map(({ json }) => {
			const { subscriptionKey } = json.ref as IDataObject;
			return [subscriptionKey as string, Date.parse(execution.startedAt)] as const;
		}),
	);
	if (fired.length > ends.size) throw new Error(`${fired.length} items for ${ends.size} tasks`);
	const firedAt = new Map(fired);
	return [...ends].map(([key, endedAt]) => ({ endedAt, firedAt: firedAt.get(key) }));
}

function report(version: string, found: ReadonlyMap<Way, Delays>): Report {
	const delays = (way: Way) => found.get(way)?.all ?? [];
	const lost = [...found.values()].reduce((sum, one) => sum + one.lost, 0);
	return {
		title: `detection: ${TASKS} random ends in ${SPREAD_MS / 1000} s, and ${BURST_TASKS} in a row, on a real n8n ${version}`,
		columns: ['', 'ends', 'median', 'mean', 'longest'],
		rows: WAYS.map((way) => [
			way.name,
			count(delays(way).length),
			...summary(delays(way)).map(seconds),
		]),
		goals: [
			atMost(`${ONE.name}: mean`, mean(delays(ONE)), GOAL_MEAN_MS, seconds),
			atMost(`${ONE.name}: longest`, Math.max(...delays(ONE)), GOAL_LONGEST_MS, seconds),
			atMost(`${BURST.name}: longest`, Math.max(...delays(BURST)), GOAL_BURST_MS, seconds),
			atMost('ends that were not fired', lost, 0, count),
		],
	};
}
