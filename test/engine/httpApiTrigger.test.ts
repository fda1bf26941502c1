import { HttpTaskApi } from '../../credentials/HttpTaskApi.credentials';
import { COLUMNS } from '../../nodes/watchList/columns';
import { startJobApi, type JobApiSimulator } from '../simulators/jobApi';
import { startN8nDataTables, type N8nDataTablesSimulator } from '../simulators/n8nDataTables';
import { ManualClock } from '../simulators/support';
import { eventually } from '../support/eventually';
import { runTaskStatus } from './support/engine';
import { JsonServer } from './support/jsonServer';
import { PolledTrigger, statesIn } from './support/trigger';

const clock = new ManualClock();
let jobApi: JobApiSimulator;
let n8n: N8nDataTablesSimulator;

beforeEach(async () => {
	[jobApi, n8n] = await Promise.all([startJobApi({ clock }), startN8nDataTables()]);
});

afterEach(async () => {
	await Promise.all([jobApi.close(), n8n.close()]);
});

jest.setTimeout(60_000);

const defaults = Object.fromEntries(
	new HttpTaskApi().properties.map(({ name, default: value }) => [name, value]),
);

const credential = (more: Record<string, unknown> = {}) => ({
	...defaults,
	baseUrl: jobApi.baseUrl,
	value: jobApi.acceptedKey ?? '',
	statusPath: '/jobs/{taskId}',
	statePath: 'state',
	messagePath: 'note',
	...more,
});

const watching = (tasks: unknown, httpTaskApi: object = credential()) =>
	new PolledTrigger({
		parameters: {
			provider: 'httpApi',
			watch: 'json',
			tasksJson: JSON.stringify(tasks),
			states: ['succeeded', 'failed', 'canceled', 'actionRequired'],
			checkInterval: 1,
		},
		credentials: { httpTaskApi: httpTaskApi as never },
	});

it('the trigger fires for jobs of an API that a credential describes, by ID and by URL', async () => {
	const [done, paused, odd] = [{}, { end: 'paused' }, { end: 'mislaid' }].map((plan) =>
		jobApi.addJob(plan as never),
	);
	const url = `${jobApi.baseUrl}/jobs/${paused}`;
	const trigger = watching([{ taskId: done }, { taskId: url }, { taskId: odd }]);
	await trigger.activate();
	const poll = trigger.tick();
	clock.advance(5_000);
	await eventually(() => trigger.executions.flatMap(statesIn).length === 2);
	expect(trigger.executions.flatMap(statesIn).sort()).toEqual(
		[`${done}: succeeded`, `${url}: actionRequired`].sort(),
	);
	await trigger.activate('update');
	await poll;
	expect(trigger.failures).toEqual([]);
	// A word in no list fires nothing.
	expect(trigger.executions.flat()).toHaveLength(2);
});

it('an end that comes while the wait for a person is handed over is found in the same poll', async () => {
	const one = jobApi.addJob({ end: 'paused' });
	clock.advance(5_000);
	const slow = jobApi.addJob();
	let asked = 0;
	jobApi.faults.add({
		fault: { kind: 'delay', ms: 600 },
		when: ({ path }) => path.endsWith(one) && ++asked === 1,
	});
	jobApi.faults.add({
		fault: { kind: 'body', body: { id: one, state: 'complete' } },
		when: ({ path }) => path.endsWith(one),
		times: Infinity,
	});
	jobApi.faults.add({
		fault: { kind: 'delay', ms: 3_000 },
		when: ({ path }) => path.endsWith(slow),
		times: Infinity,
	});
	const trigger = watching([{ taskId: one }, { taskId: slow }]);
	trigger.configure({ budgetMs: 9_000 });
	await trigger.activate('init');
	expect(statesIn(await trigger.tick())).toEqual([`${one}: actionRequired`, `${one}: succeeded`]);
});

it('the watch list takes such a job from Task Status, and fires it with its context', async () => {
	n8n.addTable('Tasks', COLUMNS);
	const jobId = jobApi.addJob();
	const list = { baseUrl: n8n.baseUrl, apiKey: n8n.acceptedKey ?? '' };
	const { error } = await runTaskStatus({
		items: [{ id: jobId }],
		parameters: {
			provider: 'httpApi',
			operation: 'addToWatchList',
			dataTableId: { __rl: true, mode: 'name', value: 'Tasks' },
			context: '{"for":"me"}',
		},
		credentials: { n8nWatchListApi: list },
	});
	expect(error).toBeUndefined();
	const trigger = new PolledTrigger({
		parameters: {
			watch: 'watchList',
			listProviders: ['httpApi'],
			dataTableId: { __rl: true, mode: 'name', value: 'Tasks' },
			checkInterval: 1,
		},
		credentials: { n8nWatchListApi: list, httpTaskApi: credential() as never },
	});
	await trigger.activate();
	clock.advance(5_000);
	const poll = trigger.tick();
	await eventually(() => trigger.executions.length === 1);
	expect(trigger.executions[0]?.[0]?.json).toMatchObject({
		taskId: jobId,
		state: 'succeeded',
		context: { for: 'me' },
	});
	await trigger.activate('update');
	await poll;
});

it('an AI agent gets a job without its ID', async () => {
	const jobId = jobApi.addJob({ end: 'failed' });
	clock.advance(5_000);
	const { outputs } = await runTaskStatus({
		asTool: true,
		items: [{}],
		parameters: { provider: 'httpApi', operation: 'getStatus', taskId: jobId },
		credentials: { httpTaskApi: credential({ failurePath: 'error.message' }) as never },
	});
	const json = outputs[0]?.[0]?.json;
	expect(json).toMatchObject({
		state: 'failed',
		failure: { message: 'The printer is out of paper' },
	});
	expect(JSON.stringify(json)).not.toContain(jobId);
});

it('Retry-After of an answer lets one task rest, and no other', async () => {
	const askedAt: Record<string, number[]> = { rests: [], goes: [] };
	const server = await JsonServer.start(({ url }) => {
		const id = url.split('/').at(-1) ?? '';
		askedAt[id]?.push(performance.now());
		return { headers: id === 'rests' ? { 'retry-after': '4' } : {}, json: { state: 'running' } };
	});
	const api = credential({ baseUrl: server.origin });
	const trigger = watching([{ taskId: 'rests' }, { taskId: 'goes' }], api);
	await trigger.activate();
	const poll = trigger.tick();
	const { rests = [], goes = [] } = askedAt;
	await eventually(() => rests.length >= 2);
	expect((rests[1] ?? 0) - (rests[0] ?? 0)).toBeGreaterThanOrEqual(3_900);
	expect(goes[1] ?? Infinity).toBeLessThan(rests[1] ?? 0);
	await trigger.activate('update');
	await poll;
	await server.close();
});
