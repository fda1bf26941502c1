import { mapConcurrently } from '../../../nodes/task/mapConcurrently';
import { Simulator } from '../simulators/simulator';
import { times } from '../support/format';
import { n8nContext } from '../support/n8nContext';
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

const PLAIN = 'plain HTTP, keep-alive';
const HELPER = "n8n's httpRequest helper";
const NODE = 'Task Status';
const COMPUTED = 'Task Status, key from a computed expression';

/** 1,000 status checks in this process: what n8n's helper costs, and what Task Status adds. */
export async function status(): Promise<Report> {
	const simulator = await Simulator.start('rodin');
	const items = await runningTasks(simulator, TASKS);
	const keys = items.map(({ key }) => key as string);
	const url = `${simulator.baseUrl}/status`;
	const headers = { Authorization: `Bearer ${simulator.key}` };
	const http = plainHttp(CONCURRENCY);
	const context = n8nContext('={{ $json.key }}', items);
	const forEachKey = async (ask: (key: string) => Promise<unknown>) =>
		await timed(async () => await mapConcurrently(keys, CONCURRENCY, ask));
	const ask = async (subscriptionKey: string) =>
		await runWhole({
			parameters: { ...rodinStatus, subscriptionKey, options: { maxConcurrency: CONCURRENCY } },
			credentials: rodinCredential(simulator),
			items,
		});
	const race = await compete(
		[
			{
				name: PLAIN,
				run: async () =>
					await forEachKey((key) => http.post(url, headers, { subscription_key: key })),
			},
			{
				name: HELPER,
				run: async () =>
					await forEachKey((key) =>
						context.helpers.httpRequest({
							method: 'POST',
							url,
							headers: { ...headers },
							body: { subscription_key: key },
							json: true,
						}),
					),
			},
			{ name: NODE, run: async () => await timed(() => ask('={{ $json.key }}')) },
			{ name: COMPUTED, run: async () => await timed(() => ask('={{ $json.key.trim() }}')) },
		],
		ROUNDS,
	);
	http.close();
	await simulator.stop();
	return {
		title: `status: ${TASKS} status checks, ${CONCURRENCY} at a time, in process`,
		columns: ['', ...Competition.columns],
		rows: [PLAIN, HELPER, NODE, COMPUTED].map((name) => [name, ...race.cells(name, HELPER)]),
		goals: [atMost('Task Status against the helper alone', race.ratio(NODE, HELPER), GOAL, times)],
	};
}
