import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { startCloudCoin, type CloudCoinSimulator } from '../simulators/cloudCoin';
import { startHyper3dRodin, type Hyper3dRodinSimulator } from '../simulators/hyper3dRodin';
import type { NewRodinTask } from '../simulators/hyper3dRodin';
import { eventually } from '../support/eventually';
import { Gate } from './support/gate';
import { runTaskStatus, type EngineResult, type EngineRun } from './support/engine';

const KEY = 'simulated-rodin-key';
/** Older than every simulated task takes. */
const OLD = { ageMs: 60_000 };
/** Between the queue and the end of a simulated task. */
const YOUNG = { plan: 'never', ageMs: 1500 } as const;

let rodin: Hyper3dRodinSimulator;
let coin: CloudCoinSimulator;

beforeAll(async () => {
	[rodin, coin] = await Promise.all([startHyper3dRodin(), startCloudCoin()]);
});
afterAll(async () => {
	await Promise.all([rodin.close(), coin.close()]);
});
beforeEach(() => {
	for (const simulator of [rodin, coin]) {
		simulator.faults.clear();
		simulator.clearRequests();
		simulator.latencyMs = 0;
	}
});

const rodinCredentials = (apiKey = KEY) => ({
	hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey },
});

/** An item that asks for a task of Rodin. */
const rodinItem = (plan: NewRodinTask = OLD): IDataObject & { key: string; uuid: string } => {
	const { subscriptionKey, taskUuid } = rodin.addTask(plan);
	return { key: subscriptionKey, uuid: taskUuid };
};

type More = Partial<EngineRun> & { extra?: INodeParameters; options?: INodeParameters };

const runRodin = async (
	items: readonly IDataObject[],
	{ extra = {}, options = {}, ...more }: More = {},
): Promise<EngineResult> =>
	await runTaskStatus({
		parameters: {
			provider: 'hyper3dRodin',
			operation: 'getStatus',
			subscriptionKey: '={{ $json.key }}',
			taskUuid: '={{ $json.uuid }}',
			options,
			...extra,
		},
		credentials: rodinCredentials(),
		items,
		...more,
	});

const runCoin = async (
	items: readonly IDataObject[],
	{ extra = {}, options = {}, ...more }: More = {},
): Promise<EngineResult> =>
	await runTaskStatus({
		parameters: {
			provider: 'cloudCoin',
			operation: 'getStatus',
			taskId: '={{ $json.id }}',
			options,
			...extra,
		},
		credentials: { cloudCoinApi: { baseUrl: coin.baseUrl } },
		items,
		...more,
	});

/** The input items that the items of an output came from. */
const inputsOf = (items: readonly INodeExecutionData[] | undefined) =>
	(items ?? []).map(({ pairedItem }) => (pairedItem as { item: number }).item);

describe('Get Status with outputs by outcome', () => {
	it('sends every task to its output, in order, each paired with its input', async () => {
		const { outputs, error } = await runRodin([
			rodinItem({ plan: 'fail', ...OLD }),
			rodinItem(),
			rodinItem(YOUNG),
			rodinItem({ plan: 'stuckInQueue' }),
			rodinItem(),
			rodinItem({ plan: 'cancel', ...OLD }),
			rodinItem({ plan: 'unknownWord', ...OLD }),
		]);
		expect(error).toBeUndefined();
		expect(outputs).toHaveLength(3);
		const states = (items: readonly INodeExecutionData[] = []) =>
			items.map(({ json }) => json.state);
		const [done, inProgress, failed] = outputs;
		expect(states(done)).toEqual(['succeeded', 'succeeded']);
		expect(inputsOf(done)).toEqual([1, 4]);
		expect(states(inProgress)).toEqual(['running', 'queued', 'unknown']);
		expect(inputsOf(inProgress)).toEqual([2, 3, 6]);
		expect(states(failed)).toEqual(['failed', 'canceled']);
		expect(inputsOf(failed)).toEqual([0, 5]);
	});

	it('sends a CloudCoin task that the server forgot to Failed, without an error', async () => {
		const done = coin.addTask(OLD).id;
		const running = coin.addTask({ plan: 'never' }).id;
		const { outputs, error } = await runCoin([{ id: 'forgotten' }, { id: running }, { id: done }]);
		expect(error).toBeUndefined();
		expect(outputs.map((items) => items.map(({ json }) => json.state))).toEqual([
			['succeeded'],
			['running'],
			['notFound'],
		]);
		expect(outputs.map(inputsOf)).toEqual([[2], [1], [0]]);
	});

	it('keeps the order also when the first answer comes last', async () => {
		const items = [rodinItem(), rodinItem(), rodinItem()];
		rodin.faults.add({
			fault: { kind: 'delay', ms: 150 },
			when: ({ body }) => JSON.stringify(body).includes(items[0]?.key ?? ''),
		});
		const { outputs } = await runRodin(items);
		expect(inputsOf(outputs[0])).toEqual([0, 1, 2]);
		expect(outputs[0]?.map(({ json }) => json.taskId)).toEqual(items.map(({ uuid }) => uuid));
	});

	it('is the default where nothing was chosen', async () => {
		const { outputs } = await runTaskStatus({
			parameters: { subscriptionKey: '={{ $json.key }}' },
			credentials: rodinCredentials(),
			items: [rodinItem()],
		});
		expect(outputs.map((items) => items.length)).toEqual([1, 0, 0]);
	});
});

describe('Get Status with a single output', () => {
	it('gives all tasks there, in order, also a failed one and an error', async () => {
		const { outputs } = await runRodin(
			[rodinItem({ plan: 'fail', ...OLD }), { key: '' }, rodinItem(), rodinItem(YOUNG)],
			{ extra: { outputMode: 'single' }, onError: 'continueRegularOutput' },
		);
		expect(outputs).toHaveLength(1);
		expect(inputsOf(outputs[0])).toEqual([0, 1, 2, 3]);
		expect(outputs[0]?.map(({ json }) => json.outcome)).toEqual([
			'failed',
			undefined,
			'done',
			'inProgress',
		]);
	});
});

describe('The item of a task', () => {
	it('is the whole normalised task of the contract, and nothing else', async () => {
		const item = rodinItem({ jobs: 1, ...OLD });
		const { outputs } = await runRodin([item]);
		const json = outputs[0]?.[0]?.json ?? {};
		expect(Object.keys(json)).toEqual([
			'provider',
			'taskId',
			'ref',
			'state',
			'outcome',
			'finished',
			'succeeded',
			'progress',
			'message',
			'failure',
			'warning',
			'rawStatus',
			'startedAt',
			'finishedAt',
			'jobs',
			'result',
			'details',
			'checkedAt',
		]);
		expect(json).toMatchObject({
			provider: 'hyper3dRodin',
			taskId: item.uuid,
			ref: { subscriptionKey: item.key, taskUuid: item.uuid },
			state: 'succeeded',
			progress: 100,
		});
	});

	it('names the task by its subscription key where no task UUID was given', async () => {
		const { key } = rodinItem();
		const { outputs } = await runRodin([{ key }]);
		expect(outputs[0]?.[0]?.json).toMatchObject({ taskId: key, ref: { subscriptionKey: key } });
		expect(outputs[0]?.[0]?.json.ref).not.toHaveProperty('taskUuid');
	});

	it('keeps the fields of the input with Include Input Fields, and those of the task win', async () => {
		const item = { ...rodinItem(), order: 7, state: 'mine', nested: { a: [1] } };
		const { outputs } = await runRodin([item], { options: { includeInputFields: true } });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			key: item.key,
			order: 7,
			nested: { a: [1] },
			state: 'succeeded',
		});
	});

	it.each(['timedOut', 'raw', 'error'])(
		'has no %s of an earlier round with Include Input Fields',
		async (field) => {
			const { outputs } = await runRodin([{ ...rodinItem(), [field]: true }], {
				options: { includeInputFields: true },
			});
			expect(outputs[0]?.[0]?.json).toMatchObject({ state: 'succeeded' });
			expect(outputs[0]?.[0]?.json).not.toHaveProperty(field);
		},
	);

	it('has no field of the input without that option', async () => {
		const { outputs } = await runRodin([{ ...rodinItem(), order: 7 }]);
		expect(outputs[0]?.[0]?.json).not.toHaveProperty('order');
		expect(outputs[0]?.[0]?.json).not.toHaveProperty('raw');
	});

	it("has the provider's own answer as raw with Include Raw Response", async () => {
		const options = { includeRaw: true };
		const { outputs } = await runRodin([rodinItem({ jobs: 1, ...OLD })], { options });
		expect(outputs[0]?.[0]?.json.raw).toEqual({
			jobs: [{ uuid: expect.any(String) as string, status: 'Done' }],
		});
		const { id } = coin.addTask(OLD);
		const { outputs: ofCoin } = await runCoin([{ id }], { options });
		expect(ofCoin[0]?.[0]?.json.raw).toMatchObject({ status: 'success', payload: { id } });
	});

	it('of a completed CloudCoin task that was read half-written comes from a second look', async () => {
		for (const halfWritten of ['progress', 'finished'] as const) {
			coin.clearRequests();
			const { id } = coin.addTask({ halfWritten, result: 'OK', ...OLD });
			const { outputs } = await runCoin([{ id }]);
			expect(outputs[0]?.[0]?.json).toMatchObject({ progress: 100, result: 'OK' });
			expect(outputs[0]?.[0]?.json.finishedAt).not.toBeNull();
			expect(coin.requests).toHaveLength(2);
		}
	});

	it('of any other CloudCoin task comes from one look', async () => {
		const ids = [coin.addTask(OLD).id, coin.addTask({ plan: 'fail', ...OLD }).id, 'forgotten'];
		await runCoin(ids.map((id) => ({ id })));
		expect(coin.requests).toHaveLength(ids.length);
	});

	it('is asked for at a CloudCoin base URL that ends in /api/v1 as well', async () => {
		const { id } = coin.addTask(OLD);
		const { outputs } = await runCoin([{ id }], {
			credentials: { cloudCoinApi: { baseUrl: `${coin.baseUrl}/api/v1/` } },
		});
		expect(outputs[0]).toHaveLength(1);
		expect(coin.requests.map(({ path }) => path)).toEqual([`/api/v1/tasks/${id}`]);
	});
});

describe('Fail on Task Failure', () => {
	const options = { failOnTaskFailure: true };

	it.each<[string, 'fail' | 'cancel', RegExp]>([
		['failed', 'fail', /^The task failed: 1 of 3 jobs failed/],
		['was canceled', 'cancel', /^The task was cancelled/],
	])('makes a task that %s an error, and the execution a failed one', async (_how, plan, words) => {
		const { error, status } = await runRodin([rodinItem({ ...OLD, plan })], {
			options,
		});
		expect(status).toBe('error');
		expect(error?.message).toMatch(words);
		expect(error?.description).toContain('Fail on Task Failure');
	});

	it("tells CloudCoin's reason, and a task that was not found", async () => {
		const failure = { code: 5004, message: 'Not enough coins' };
		const { id } = coin.addTask({ plan: 'fail', failure, ...OLD });
		const { error } = await runCoin([{ id }], { options });
		expect(error?.message).toBe('The task failed: Not enough coins');
		const { error: notFound } = await runCoin([{ id: 'forgotten' }], { options });
		expect(notFound?.message).toMatch(/^The task was not found: Task does not exist/);
	});

	it('leaves the other tasks alone: in progress, unknown and done', async () => {
		const items = [rodinItem(), rodinItem(YOUNG), rodinItem({ plan: 'unknownWord', ...OLD })];
		const { outputs, error } = await runRodin(items, { options });
		expect(error).toBeUndefined();
		expect(outputs.map((output) => output.length)).toEqual([1, 2, 0]);
	});

	it('with On Error → Continue is an error of that item alone', async () => {
		const items = [rodinItem(), rodinItem({ plan: 'fail', ...OLD }), rodinItem()];
		const { outputs } = await runRodin(items, { options, onError: 'continueRegularOutput' });
		expect(outputs.map(inputsOf)).toEqual([[0, 2], [], [1]]);
		expect(outputs[2]?.[0]?.json.error).toMatch(/^The task failed/);
		expect(outputs[2]?.[0]?.json).not.toHaveProperty('state');
	});
});

describe('On Error', () => {
	const itemsWithOneBad = () => [rodinItem(), { key: '' }, rodinItem({ plan: 'fail', ...OLD })];

	it.each<[string, INode['onError']]>([
		['unset', undefined],
		['Stop Workflow', 'stopWorkflow'],
	])(
		'%s: the run ends with the error of the item, which says what to do',
		async (_how, onError) => {
			const { error, status, outputs } = await runRodin(itemsWithOneBad(), {
				...(onError && { onError }),
			});
			expect(status).toBe('error');
			expect(outputs).toEqual([]);
			expect(error?.message).toBe('Subscription Key is empty');
			expect(error?.description).toContain('Fill in the Subscription Key');
			expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 1 } });
		},
	);

	it('Stop Workflow: nothing more is asked after the first error', async () => {
		const items = [{ key: '' }, rodinItem(), rodinItem(), rodinItem()];
		await runRodin(items, { options: { maxConcurrency: 1 } });
		expect(rodin.requests).toEqual([]);
	});

	it('Continue: the error is an item on the Failed output, beside a task that failed', async () => {
		const { outputs, error, status } = await runRodin(itemsWithOneBad(), {
			onError: 'continueRegularOutput',
		});
		expect([error, status]).toEqual([undefined, 'success']);
		expect(outputs.map(inputsOf)).toEqual([[0], [], [1, 2]]);
		expect(outputs[2]?.[0]?.json).toEqual({ error: 'Subscription Key is empty' });
		expect(outputs[2]?.[1]?.json).toMatchObject({ state: 'failed', failure: { code: null } });
	});

	it('Continue (using error output): the error is on that output, a failed task on Failed', async () => {
		const { outputs, error, status } = await runRodin(itemsWithOneBad(), {
			onError: 'continueErrorOutput',
		});
		expect([error, status]).toEqual([undefined, 'success']);
		expect(outputs).toHaveLength(4);
		expect(outputs.map(inputsOf)).toEqual([[0], [], [2], [1]]);
		expect(outputs[3]?.[0]?.json).toMatchObject({ error: 'Subscription Key is empty' });
	});

	it('Continue (using error output) with a single output: the error is on the second', async () => {
		const { outputs } = await runRodin(itemsWithOneBad(), {
			extra: { outputMode: 'single' },
			onError: 'continueErrorOutput',
		});
		expect(outputs.map(inputsOf)).toEqual([[0, 2], [1]]);
	});

	it("an error of the provider is n8n's API error, with the HTTP status", async () => {
		const { error } = await runRodin([rodinItem()], { credentials: rodinCredentials('wrong-key') });
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '401',
			context: { itemIndex: 0 },
		});
		expect(error?.description).toBe('Check the key in the credential.');
	});
});

describe('Many items', () => {
	it.each<[string, INodeParameters, number]>([
		['16 by default', {}, 16],
		['as many as Max Concurrency says', { maxConcurrency: 5 }, 5],
		['as many as Max Concurrency says in a text', { maxConcurrency: '3' }, 3],
		['one, if so', { maxConcurrency: 1.9 }, 1],
	])('are asked for with so many at a time, never more: %s', async (_what, options, limit) => {
		const gate = await new Gate(limit).start();
		const items = Array.from({ length: limit * 2 }, (_item, index) => ({ key: `task-${index}` }));
		const { outputs } = await runRodin(items, {
			options,
			credentials: { hyper3dRodinApi: { baseUrl: gate.baseUrl, apiKey: KEY } },
		});
		await gate.close();
		expect(gate.maxWaiting).toBe(limit);
		expect(inputsOf(outputs[0])).toEqual(items.map((_item, index) => index));
	});

	it('look the credential up once, not once per request', async () => {
		const items = Array.from({ length: 20 }, () => rodinItem());
		const { credentialLookUps } = await runRodin(items);
		expect(rodin.requests).toHaveLength(20);
		expect(credentialLookUps).toBe(1);
		for (const { headers } of rodin.requests) {
			expect(headers.authorization).toBe(`Bearer ${KEY}`);
		}
	});

	it('of CloudCoin do so, too, and carry no authorization', async () => {
		const items = Array.from({ length: 20 }, () => ({ id: coin.addTask(OLD).id }));
		const { credentialLookUps, outputs } = await runCoin(items);
		expect(outputs[0]).toHaveLength(20);
		expect(credentialLookUps).toBe(1);
		for (const { headers } of coin.requests) expect(headers).not.toHaveProperty('authorization');
	});
});

describe('Get Results', () => {
	const getResults = { operation: 'getResults', downloadFiles: false };

	it('lists the files of a Rodin task as items of one output', async () => {
		const items = [rodinItem(), rodinItem()];
		const { outputs, error } = await runRodin(items, { extra: getResults });
		expect(error).toBeUndefined();
		expect(outputs).toHaveLength(1);
		expect(inputsOf(outputs[0])).toEqual([0, 0, 0, 1, 1, 1]);
		expect(outputs[0]?.map(({ json }) => json.fileName).slice(0, 3)).toEqual([
			'base_basic_pbr.glb',
			'texture_diffuse.png',
			'preview.webp',
		]);
		expect(outputs[0]?.[3]?.json).toMatchObject({
			provider: 'hyper3dRodin',
			taskId: items[1]?.uuid,
			ref: { subscriptionKey: items[1]?.key, taskUuid: items[1]?.uuid },
			url: expect.stringContaining(rodin.files.url) as string,
		});
	});

	it.each<[string, unknown]>([
		['an object', { FileName: 'CloudCoin/Backups/Default.zip' }],
		['a text', 'OK'],
		['nothing', null],
	])('gives the data of a CloudCoin task: %s', async (_what, result) => {
		const { id } = coin.addTask({ result, ...OLD });
		const { outputs } = await runCoin([{ id }], { extra: getResults });
		expect(outputs).toEqual([
			[
				{
					json: { provider: 'cloudCoin', taskId: id, ref: { taskId: id }, result },
					pairedItem: { item: 0 },
				},
			],
		]);
	});

	it.each<[string, NewRodinTask, RegExp]>([
		['in the queue', { plan: 'stuckInQueue' }, /no results yet: it is queued/],
		['running', YOUNG, /no results yet: it is running/],
		['in an unknown state', { plan: 'unknownWord', ...OLD }, /no results yet: it is unknown/],
		['failed', { plan: 'fail', ...OLD }, /^The task failed/],
		['canceled', { plan: 'cancel', ...OLD }, /^The task was cancelled/],
	])('of a task that is %s is a clear error', async (_what, plan, words) => {
		const { error, status } = await runRodin([rodinItem(plan)], { extra: getResults });
		expect(status).toBe('error');
		expect(error?.message).toMatch(words);
		expect(error?.description).toContain('Done output');
		// That option belongs to the other operations.
		expect(error?.description).not.toContain('Fail on Task Failure');
		expect(rodin.requests.map(({ path }) => path)).toEqual(['/api/v2/status']);
	});

	it('of a CloudCoin task that is not found is a clear error', async () => {
		const { error } = await runCoin([{ id: 'forgotten' }], { extra: getResults });
		expect(error?.message).toMatch(/^The task was not found/);
	});

	it('without the task UUID says which of the identifiers is missing', async () => {
		const { key } = rodinItem();
		const { error } = await runRodin([{ key }], { extra: getResults });
		expect(error?.message).toMatch(/^Task UUID is empty/);
		expect(error?.description).toContain('top-level uuid');
	});

	it('with On Error → Continue has an error item for the unfinished task alone', async () => {
		const items = [rodinItem({ jobs: 1, files: [{ name: 'a.glb' }], ...OLD }), rodinItem(YOUNG)];
		const { outputs } = await runRodin(items, {
			extra: getResults,
			onError: 'continueRegularOutput',
		});
		expect(outputs).toHaveLength(1);
		expect(inputsOf(outputs[0])).toEqual([0, 1]);
		expect(outputs[0]?.[0]?.json.fileName).toBe('a.glb');
		expect(outputs[0]?.[1]?.json.error).toMatch(/no results yet/);
	});
});

describe('As a tool of an AI agent', () => {
	it('the node has one output and a trimmed task, without identifiers and raw answer', async () => {
		const items = [rodinItem(), rodinItem({ plan: 'fail', ...OLD }), rodinItem(YOUNG)];
		const { outputs, error } = await runRodin(items, {
			asTool: true,
			options: { includeRaw: true, includeInputFields: true },
		});
		expect(error).toBeUndefined();
		expect(outputs).toHaveLength(1);
		expect(outputs[0]?.map(({ json }) => json.outcome)).toEqual(['done', 'failed', 'inProgress']);
		for (const { json } of outputs[0] ?? []) {
			expect(Object.keys(json)).toEqual([
				'provider',
				'state',
				'outcome',
				'finished',
				'succeeded',
				'progress',
				'message',
				'failure',
				'warning',
				'result',
				'checkedAt',
			]);
		}
		const shown = JSON.stringify(outputs);
		for (const { key } of items) expect(shown).not.toContain(key);
	});

	it('an error is an error of the tool', async () => {
		const { error } = await runRodin([{ key: '' }], { asTool: true });
		expect(error?.message).toBe('Subscription Key is empty');
	});
});

describe('Stopping the execution', () => {
	it.each<[string, INode['onError']]>([
		['that stops on errors', 'stopWorkflow'],
		['that continues on errors: it ends nevertheless', 'continueRegularOutput'],
	])('ends a request that hangs, and its connection, in a node %s', async (_how, onError) => {
		rodin.faults.add({ fault: { kind: 'silence' }, times: Infinity });
		const items = Array.from({ length: 40 }, () => rodinItem());
		const { status, outputs } = await runRodin(items, {
			...(onError && { onError }),
			options: { requestTimeout: 3600, maxConcurrency: 4 },
			onStarted: (stop) => {
				void eventually(() => rodin.inFlight === 4).then(stop);
			},
		});
		expect(status).toBe('canceled');
		// The items did not fail: a person ended the run.
		expect(outputs.flat().filter(({ json }) => 'error' in json)).toEqual([]);
		await eventually(() => rodin.openConnections === 0);
		// Nothing was begun after it.
		expect(rodin.requests).toHaveLength(4);
	});

	it('ends a body that trickles in', async () => {
		coin.faults.add({ fault: { kind: 'trickle', intervalMs: 1000 }, times: Infinity });
		const { status } = await runCoin([{ id: coin.addTask(OLD).id }], {
			options: { requestTimeout: 3600 },
			onStarted: (stop) => {
				void eventually(() => coin.inFlight === 1).then(stop);
			},
		});
		expect(status).toBe('canceled');
		await eventually(() => coin.openConnections === 0);
	});
});
