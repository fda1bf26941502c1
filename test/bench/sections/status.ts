import { mapConcurrently } from '../../../nodes/task/mapConcurrently';
import { Simulator } from '../simulators/simulator';
import { microseconds, times } from '../support/format';
import { n8nContext, PARAMETER } from '../support/n8nContext';
import { plainHttp } from '../support/plainHttp';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { rodinCredential, rodinStatus, runningTasks } from '../support/rodin';
import { compete, Competition, timed } from '../support/rounds';
import { runWhole } from '../support/taskStatus';

const TASKS = 1000;
const CONCURRENCY = 16;
const ROUNDS = 7;
const GOAL = 1.25;
const EXPRESSION = '={{ $json.key }}';

const PLAIN = 'plain HTTP, keep-alive';
const HELPER = "n8n's httpRequest helper";
const N8N = "n8n itself: the helper, and the item's expression";
const NODE = 'Task Status';
const OWN = '— of it its own';

/**
 * 1,000 status checks in this process: what a look costs, beside what n8n itself takes for an item
 * whatever the node, the evaluation of an expression and its request helper.
 */
export async function status(): Promise<Report> {
	const simulator = await Simulator.start('rodin');
	const items = await runningTasks(simulator, TASKS);
	const keys = items.map(({ key }) => key as string);
	const url = `${simulator.baseUrl}/status`;
	const headers = { Authorization: `Bearer ${simulator.key}` };
	const http = plainHttp(CONCURRENCY);
	const context = n8nContext(EXPRESSION, items);
	const forEach = async (ask: (key: string, index: number) => Promise<unknown>) =>
		await timed(async () => await mapConcurrently(keys, CONCURRENCY, ask));
	const askHelper = async (key: unknown) =>
		await context.helpers.httpRequest({
			method: 'POST',
			url,
			headers: { ...headers },
			body: { subscription_key: key },
			json: true,
		});
	const run = {
		parameters: {
			...rodinStatus,
			subscriptionKey: EXPRESSION,
			options: { maxConcurrency: CONCURRENCY },
		},
		credentials: rodinCredential(simulator),
		items,
	};
	const race = await compete(
		[
			{
				name: PLAIN,
				run: async () => await forEach((key) => http.post(url, headers, { subscription_key: key })),
			},
			{ name: HELPER, run: async () => await forEach(askHelper) },
			{
				name: N8N,
				run: async () =>
					await forEach((_key, index) => askHelper(context.getNodeParameter(PARAMETER, index))),
			},
			{ name: NODE, run: async () => await timed(() => runWhole(run)) },
		],
		ROUNDS,
	);
	http.close();
	await simulator.stop();
	return {
		title: `status: ${TASKS} status checks, ${CONCURRENCY} at a time, in process`,
		columns: ['', 'a look', ...Competition.columns],
		rows: [
			...[PLAIN, HELPER, N8N, NODE].map((name) => [
				name,
				microseconds(race.medianMs(name) / TASKS),
				...race.cells(name, N8N),
			]),
			[OWN, microseconds((race.medianMs(NODE) - race.medianMs(N8N)) / TASKS)],
		],
		goals: [atMost('Task Status against n8n itself', race.ratio(NODE, N8N), GOAL, times)],
	};
}
