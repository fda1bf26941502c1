import type { IDataObject } from 'n8n-workflow';

import { busyServers } from '../../nodes/providers/rocketRide/slots';
import {
	ROCKET_RIDE_KEY,
	startRocketRide,
	type NewTask,
	type RocketRideOptions,
	type RocketRideSimulator,
} from '../simulators/rocketRide';
import { ManualClock } from '../simulators/support';
import { runTaskStatus, type EngineResult, type EngineRun } from './support/engine';

const TRANSPORTS = ['http', 'webSocket'] as const;
type Transport = (typeof TRANSPORTS)[number];

interface Asked extends Partial<EngineRun> {
	readonly transport: Transport;
	readonly tokens: readonly string[];
	readonly options?: IDataObject;
	readonly operation?: string;
	readonly apiKey?: string;
	readonly baseUrl?: string;
}

const clock = new ManualClock();
let simulator: RocketRideSimulator;

async function restart(options: RocketRideOptions = {}): Promise<void> {
	await simulator.close();
	simulator = await startRocketRide({ clock, eventIntervalMs: 0, ...options });
}

/** Runs Get Status with one output over the given tokens. */
async function ask(asked: Asked): Promise<EngineResult> {
	const { transport, tokens, options = {}, operation = 'getStatus', ...rest } = asked;
	return await runTaskStatus({
		items: tokens.map((taskToken) => ({ taskToken })),
		...rest,
		parameters: {
			provider: 'rocketRide',
			operation,
			transport,
			taskToken: '={{ $json.taskToken }}',
			outputMode: 'single',
			options: { requestTimeout: 5, ...options },
		},
		credentials: {
			rocketRideTaskApi: {
				baseUrl: asked.baseUrl ?? simulator.url,
				apiKey: asked.apiKey ?? ROCKET_RIDE_KEY,
			},
		},
	});
}

function jsonsOf({ outputs, error }: EngineResult): IDataObject[] {
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json }) => json);
}

function addTask(task: NewTask = {}): string {
	return simulator.addTask(task).taskToken;
}

function addTasks(count: number, task: NewTask = {}): string[] {
	return Array.from({ length: count }, (_, index) => addTask({ ...task, taskToken: `t-${index}` }));
}

/** What an error says, message and description together, and whether a secret shows. */
function errorOf({ error }: EngineResult): { message: string; description: string } {
	expect(error).toBeDefined();
	const { message, description } = error as unknown as { message: string; description: string };
	return { message, description };
}

async function until(holds: () => boolean): Promise<void> {
	const deadline = Date.now() + 2_000;
	while (!holds() && Date.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	expect(holds()).toBe(true);
}

/** Timers and sockets of this process: the simulator's own stay the same. */
function resources(): string[] {
	return process
		.getActiveResourcesInfo()
		.filter((name) => /Timeout|TCPSocketWrap|TLSWrap/.test(name))
		.sort();
}

const SECONDS = (begun: number) => (Date.now() - begun) / 1000;

beforeEach(async () => {
	simulator = await startRocketRide({ clock, eventIntervalMs: 0 });
});

afterEach(async () => {
	const { url } = simulator;
	await until(() => simulator.sockets.open === 0 && simulator.openConnections === 0);
	expect(`${url}: ${busyServers()} busy`).toBe(`${url}: 0 busy`);
	await simulator.close();
});

describe.each(TRANSPORTS)('over %s', (transport) => {
	it.each([
		[{ end: 'complete' }, { state: 'succeeded', outcome: 'done', progress: 100, error: null }],
		[{ end: 'serve' }, { state: 'running', outcome: 'inProgress', finished: false }],
		[{ queuedMs: 1000 }, { state: 'queued', outcome: 'inProgress', rawStatus: '0' }],
		[{ end: 'stopped' }, { state: 'canceled', outcome: 'failed', error: null }],
		[{ end: 'idleTimeout' }, { state: 'canceled', outcome: 'failed' }],
		[{ end: 'fail' }, { state: 'failed', message: 'Pipeline failed', error: { code: '1' } }],
		[{ end: 'itemErrors' }, { state: 'succeeded', error: { code: null } }],
		[{ end: 'cleanExitBug' }, { state: 'succeeded', rawStatus: '6' }],
	] as ReadonlyArray<[NewTask, IDataObject]>)('tells the state of %j', async (task, expected) => {
		const taskToken = addTask(task);
		const [json] = jsonsOf(await ask({ transport, tokens: [taskToken] }));
		expect(json).toMatchObject({
			provider: 'rocketRide',
			taskId: taskToken,
			ref: { transport, taskToken },
			...expected,
		});
	});

	it('follows a run to its end, and tells the next run of the same token by its start', async () => {
		const taskToken = addTask({ runningMs: 1000, stoppingMs: 100 });
		const look = async () => jsonsOf(await ask({ transport, tokens: [taskToken] }))[0];
		const running = await look();
		clock.advance(1060);
		expect(await look()).toMatchObject({ state: 'running', rawStatus: '4', finishedAt: null });
		clock.advance(40);
		const first = await look();
		expect(first).toMatchObject({ state: 'succeeded', startedAt: running?.startedAt });
		simulator.rerun(taskToken, {}, 50);
		expect(await look()).toMatchObject({ state: 'running', rawStatus: '6' });
		clock.advance(1200);
		const second = await look();
		expect(second).toMatchObject({ state: 'succeeded' });
		expect(second?.startedAt).not.toBe(first?.startedAt);
	});

	it.each([false, true])('says that a task is forgotten (server with codes: %s)', async (codes) => {
		simulator.behaviour.errorCodes = codes;
		const taskToken = addTask();
		clock.advance(6 * 60_000);
		const [json] = jsonsOf(await ask({ transport, tokens: [taskToken] }));
		expect(json).toMatchObject({
			state: 'notFound',
			finished: true,
			succeeded: false,
			message: 'Your pipeline is not running',
			error: { code: codes && transport === 'webSocket' ? 'TASK_NOT_REGISTERED' : null },
		});
		expect((json?.error as IDataObject).message).toMatch(/5 minutes.*restarts.*never started/);
	});

	it('takes any text as a token, and keeps items in order', async () => {
		const tokens = ['a b', 'c&d=e', 'f/g?h#i', 'ü "j"', '%20', '5', 'state', 'toString'];
		for (const taskToken of tokens) addTask({ taskToken, projectId: `of ${taskToken}` });
		const jsons = jsonsOf(await ask({ transport, tokens }));
		expect(jsons.map(({ taskId }) => taskId)).toEqual(tokens);
		expect(jsons.map(({ state }) => state)).toEqual(tokens.map(() => 'succeeded'));
	});

	it('masks the secrets in notes and raw, keeps the rates to raw', async () => {
		const taskToken = addTask({ end: 'serve' });
		const [json] = jsonsOf(
			await ask({ transport, tokens: [taskToken], options: { includeRaw: true } }),
		);
		const { ref, taskId, ...rest } = json ?? {};
		expect(JSON.stringify(rest)).not.toMatch(/(tk|pk)_[0-9a-f]/);
		expect(JSON.stringify(rest)).toContain('https://x/tk_***/pk_***');
		expect([ref, taskId]).toEqual([{ transport, taskToken }, taskToken]);
		expect(JSON.stringify(json?.details)).not.toContain('rate');
		expect(JSON.stringify(json?.raw)).toContain('"rateSize":1234');
	});

	it.each(['nulls', 'minimal', 'usage'] as const)('reads a body with %s', async (bodyStyle) => {
		const taskToken = addTask({ behaviour: { bodyStyle } });
		const [json] = jsonsOf(await ask({ transport, tokens: [taskToken] }));
		expect(json).toMatchObject({ state: 'succeeded', error: null });
		if (bodyStyle === 'usage') expect(json?.details).toHaveProperty('usage.metrics');
		else expect(json).toMatchObject({ details: {}, startedAt: null, progress: null });
	});

	it('reports a body without state, as that item alone', async () => {
		const bad = addTask({ taskToken: 'bad', behaviour: { bodyStyle: 'noState' } });
		const good = addTask();
		const result = await ask({
			transport,
			tokens: [bad, good],
			onError: 'continueRegularOutput',
		});
		const [first, second] = jsonsOf(result);
		expect(first?.error).toMatch(/nothing instead of a task status with "state"/);
		expect(second).toMatchObject({ state: 'succeeded' });
	});

	it('can treat warnings as a failure', async () => {
		const options = { treatWarningsAsFailure: true };
		const tokens = [addTask({ end: 'itemErrors', projectId: 'a' }), addTask({ projectId: 'b' })];
		expect(jsonsOf(await ask({ transport, tokens, options }))).toMatchObject([
			{ state: 'failed', error: { message: expect.stringContaining('1 of 5 items failed') } },
			{ state: 'succeeded', error: null },
		]);
	});

	it.each([
		['wrong-key-123', /refused the key/, /Check the key/],
		['tk_dead0000', /refused the key: Bad request/, /tk_ or pk_.*has ended/],
	])('says that the key %s is refused, once and without the key', async (apiKey, what, advice) => {
		const begun = Date.now();
		const tokens = addTasks(20);
		const result = await ask({ transport, tokens, apiKey, options: { maxConcurrency: 20 } });
		const { message, description } = errorOf(result);
		expect(message).toMatch(what);
		expect(description).toMatch(advice);
		expect(message + description).toContain('127.0.0.1:');
		expect(message + description).not.toContain(apiKey);
		expect(SECONDS(begun)).toBeLessThan(2);
		if (transport === 'webSocket') expect(simulator.sockets.everOpened).toBe(1);
	});

	it('rejects an empty token before asking', async () => {
		const { message } = errorOf(await ask({ transport, tokens: [''] }));
		expect(message).toBe('Task Token is empty');
		expect(simulator.stats().connectionCount).toBe(0);
	});

	it('rejects a transport that is none', async () => {
		const result = await ask({ transport: 'carrierPigeon' as Transport, tokens: ['x'] });
		expect(errorOf(result).message).toMatch(/neither "http" nor "webSocket"/);
	});

	it('has no results to fetch, and says so', async () => {
		const result = await ask({ transport, tokens: [addTask()], operation: 'getResults' });
		expect(errorOf(result).message).toBe('RocketRide keeps no results that could be fetched');
	});

	it('names the address and explains localhost when nothing answers', async () => {
		const { port } = new URL(simulator.url);
		await restart();
		const begun = Date.now();
		for (const name of ['127.0.0.1', 'localhost']) {
			const result = await ask({ transport, tokens: ['x'], baseUrl: `http://${name}:${port}` });
			const { message, description } = errorOf(result);
			expect(message).toBe(`Nothing answers at ${name}:${port}`);
			expect(description).toMatch(/Docker.*::1.*ECONNREFUSED/);
		}
		expect(SECONDS(begun)).toBeLessThan(2);
	});

	it('gives up on a silent server at the request timeout', async () => {
		const taskToken = addTask({ behaviour: { silent: true } });
		simulator.faults.add({ fault: { kind: 'silence' } });
		const begun = Date.now();
		const result = await ask({ transport, tokens: [taskToken], options: { requestTimeout: 1 } });
		expect(errorOf(result).message).toMatch(/^127\.0\.0\.1:\d+ did not answer within 1 s$/);
		expect(SECONDS(begun)).toBeLessThan(1.5);
	});

	it('ends within a second when stopped, and leaves nothing behind', async () => {
		const before = resources();
		const tokens = addTasks(30, { behaviour: { silent: true } });
		simulator.faults.add({ fault: { kind: 'silence' }, times: Infinity });
		let stop: () => void = () => undefined;
		const running = ask({
			transport,
			tokens,
			options: { maxConcurrency: 30, requestTimeout: 60 },
			onStarted: (stopIt) => (stop = stopIt),
		});
		await until(() =>
			transport === 'http'
				? simulator.inFlight === 8
				: simulator.sockets.commands.get('rrext_get_task_status') === 30,
		);
		const begun = Date.now();
		stop();
		expect((await running).status).toBe('canceled');
		expect(SECONDS(begun)).toBeLessThan(0.9);
		await until(() => simulator.inFlight === 0 && simulator.sockets.open === 0);
		await until(() => resources().join() === before.join());
		expect(simulator.traffic.requestCount).toBeLessThanOrEqual(8);
	});

	it('leaves no socket and no timer after success and after an error', async () => {
		const good = addTasks(3);
		await ask({ transport, tokens: good });
		await until(() => simulator.openConnections === 0);
		const before = resources();
		await ask({ transport, tokens: good });
		const bad = addTask({ taskToken: 'bad', behaviour: { bodyStyle: 'noState' } });
		await ask({ transport, tokens: [bad, ...good] });
		await ask({ transport, tokens: good, apiKey: 'wrong' });
		await until(() => resources().join() === before.join());
	});
});

describe('over HTTP', () => {
	it('never has more than 8 requests in flight, also from several executions', async () => {
		await restart({ serviceMs: 10 });
		const tokens = addTasks(100);
		const options = { maxConcurrency: 50 };
		const runs = [tokens.slice(0, 60), tokens.slice(60)].map(
			async (part) => await ask({ transport: 'http', tokens: part, options }),
		);
		const states = (await Promise.all(runs)).flatMap(jsonsOf).map(({ state }) => state);
		expect(states).toEqual(tokens.map(() => 'succeeded'));
		expect(simulator.concurrency.maxSeen).toBe(8);
		expect(simulator.concurrency.rejected).toBe(0);
		expect(simulator.stats().maxInFlight).toBe(8);
	});

	it('has every token answered although others use up the server', async () => {
		await restart({ serviceMs: 10, maxConcurrent: 4 });
		const tokens = addTasks(100);
		const result = await ask({ transport: 'http', tokens, options: { maxConcurrency: 50 } });
		expect(jsonsOf(result).map(({ state }) => state)).toEqual(tokens.map(() => 'succeeded'));
		expect(simulator.concurrency.rejected).toBeGreaterThan(0);
		expect(simulator.concurrency.maxSeen).toBeLessThanOrEqual(8);
	});

	it('gives up on rejections at the request timeout, and says why', async () => {
		await restart({ maxConcurrent: 0 });
		const begun = Date.now();
		const tokens = [addTask()];
		const result = await ask({ transport: 'http', tokens, options: { requestTimeout: 1 } });
		const { message, description } = errorOf(result);
		expect(message).toMatch(/receives too many requests at once/);
		expect(description).toMatch(/WebSocket/);
		expect(SECONDS(begun)).toBeLessThan(1.5);
		expect(simulator.traffic.requestCount).toBe(3);
	});

	it('waiting for a slot does not count towards the request timeout', async () => {
		await restart({ serviceMs: 400 });
		const tokens = addTasks(24);
		const options = { maxConcurrency: 24, requestTimeout: 1 };
		const jsons = jsonsOf(await ask({ transport: 'http', tokens, options }));
		expect(jsons.every(({ state }) => state === 'succeeded')).toBe(true);
	});

	it.each([
		[422, { detail: [{ type: 'missing', loc: ['query', 'token'], msg: 'Field required' }] }],
		[422, { detail: 'Field required' }],
		[400, { status: 'Error', error: { message: 'Field required' } }],
		[400, { status: 'Error', error: { error: 'Field required' } }],
		[200, { status: 'Error', error: { message: 'Field required' } }],
	])('shows the reason of HTTP %i %j', async (status, body) => {
		simulator.faults.add({ fault: { kind: 'body', status, body } });
		const { message } = errorOf(await ask({ transport: 'http', tokens: ['x'] }));
		expect(message).toMatch(/127\.0\.0\.1:\d+ (rejected|answered).*: Field required$/);
	});

	it('explains a token that got lost on the way', async () => {
		const body = { status: 'Error', error: { message: 'Task token is required' } };
		simulator.faults.add({ fault: { kind: 'body', status: 400, body } });
		const { message, description } = errorOf(await ask({ transport: 'http', tokens: ['x'] }));
		expect(message).toMatch(/asks for a task token: Task token is required/);
		expect(description).toMatch(/Fill in the Task Token/);
	});

	it.each([
		['a web page', { kind: 'garbage' as const }, /a body that is not JSON instead of/],
		['no data', { kind: 'body' as const, body: { status: 'OK' } }, /nothing instead of/],
		['a list', { kind: 'body' as const, body: [] }, /a list instead of/],
		[
			'20 MB',
			{ kind: 'body' as const, body: `"${'x'.repeat(20_000_000)}"` },
			/more than 10485760 bytes/,
		],
		['a redirect', { kind: 'redirect' as const, to: 'http://a.example/' }, /redirects to/],
		['HTTP 502', { kind: 'status' as const, status: 502 }, /cannot answer.*HTTP 502/],
	])('reports %s', async (_what, fault, words) => {
		simulator.faults.add({ fault });
		expect(errorOf(await ask({ transport: 'http', tokens: ['x'] })).message).toMatch(words);
	});

	it('opens no WebSocket', async () => {
		await ask({ transport: 'http', tokens: addTasks(3) });
		expect(simulator.sockets.everOpened).toBe(0);
	});
});

describe('over a WebSocket', () => {
	it('asks for all tasks over one connection that signs in first', async () => {
		const tokens = addTasks(200);
		const jsons = jsonsOf(await ask({ transport: 'webSocket', tokens }));
		expect(jsons.map(({ taskId }) => taskId)).toEqual(tokens);
		expect(simulator.sockets).toMatchObject({
			everOpened: 1,
			everAuthenticated: 1,
			clientNames: ['n8n-nodes-task-status'],
		});
		expect(Object.fromEntries(simulator.sockets.commands)).toEqual({
			auth: 1,
			rrext_get_task_status: 200,
		});
		expect(simulator.traffic.requestCount).toBe(0);
	});

	it('asks servers that read the token only at the root', async () => {
		simulator.behaviour.legacyRootTokenOnly = true;
		const tokens = [addTask()];
		expect(jsonsOf(await ask({ transport: 'webSocket', tokens }))[0]?.state).toBe('succeeded');
	});

	it('matches answers by number alone: events, stray frames and any order', async () => {
		simulator.behaviour = {
			...simulator.behaviour,
			eventsBeforeAnswer: 3,
			framesBeforeAnswer: ['notJson', 'binary', 'array', 'noSeq'],
			reverseAnswersWithinMs: 5,
		};
		const projects = Array.from({ length: 40 }, (_, index) => `project-${index}`);
		const tokens = projects.map((projectId) => addTask({ projectId }));
		const jsons = jsonsOf(await ask({ transport: 'webSocket', tokens }));
		expect(jsons.map(({ details }) => (details as IDataObject).projectId)).toEqual(projects);
		expect(simulator.sockets.everOpened).toBe(1);
	});

	it('takes no answer with a number nobody asked with', async () => {
		const tokens = [addTask({ behaviour: { wrongSeqOnFirstRequests: 1 } })];
		const options = { requestTimeout: 1 };
		const result = await ask({ transport: 'webSocket', tokens, options });
		expect(errorOf(result).message).toMatch(/did not answer within 1 s$/);
	});

	it('says that only frames came which are no messages', async () => {
		const kinds = ['notJson', 'binary', 'array', 'noSeq'] as const;
		const tokens = kinds.map((frameInsteadOfAnswer) =>
			addTask({ taskToken: frameInsteadOfAnswer, behaviour: { frameInsteadOfAnswer } }),
		);
		const options = { requestTimeout: 1 };
		const result = await ask({ transport: 'webSocket', tokens, options });
		expect(errorOf(result).message).toMatch(/within 1 s, but sent 4 frames that are no messages/);
	});

	it('reports a frame of 20 MB at once, and cuts the connection', async () => {
		const before = resources();
		const begun = Date.now();
		const tokens = [addTask({ behaviour: { frameInsteadOfAnswer: 'huge' } })];
		const result = await ask({ transport: 'webSocket', tokens });
		expect(errorOf(result).message).toMatch(/sent more than 10485760 bytes/);
		expect(SECONDS(begun)).toBeLessThan(2);
		expect(simulator.sockets.everOpened).toBe(1);
		await until(() => resources().join() === before.join());
	});

	it('opens a dropped connection again and asks again', async () => {
		const begun = Date.now();
		const bad = addTask({ taskToken: 'bad', behaviour: { dropOnFirstRequests: 2 } });
		const slow = addTasks(10, { behaviour: { answerDelayMs: 50 } });
		const jsons = jsonsOf(await ask({ transport: 'webSocket', tokens: [...slow, bad] }));
		expect(jsons.map(({ state }) => state)).toEqual(Array(11).fill('succeeded'));
		expect(simulator.sockets).toMatchObject({ everOpened: 3, everAuthenticated: 3 });
		// 250 ms and 500 ms of pause.
		expect(SECONDS(begun)).toBeGreaterThan(0.7);
	});

	it('gives up on a server that keeps dropping, within the request timeout', async () => {
		const begun = Date.now();
		const tokens = [addTask({ behaviour: { dropOnFirstRequests: Infinity } })];
		const options = { requestTimeout: 1 };
		const result = await ask({ transport: 'webSocket', tokens, options });
		expect(errorOf(result).message).toMatch(/closed the connection before it had answered/);
		expect(SECONDS(begun)).toBeLessThan(1.5);
		expect(simulator.sockets.everOpened).toBe(3);
	});

	it('reports a server that is gone for good, and then wastes no time on further items', async () => {
		const tokens = addTasks(40, { behaviour: { silent: true } });
		const begun = Date.now();
		const running = ask({
			transport: 'webSocket',
			tokens,
			options: { requestTimeout: 1, maxConcurrency: 4 },
			onError: 'continueRegularOutput',
		});
		await until(() => simulator.sockets.commands.get('rrext_get_task_status') === 4);
		await simulator.close();
		const errors = jsonsOf(await running).map(({ error }) => error);
		expect(errors).toHaveLength(40);
		expect(errors[0]).toMatch(/Nothing answers at|closed the connection/);
		expect(SECONDS(begun)).toBeLessThan(2.5);
		simulator = await startRocketRide({ clock });
	});

	it.each([
		[401, /refused the key/],
		[404, /has no RocketRide WebSocket at \/task\/service \(HTTP 404\)/],
		[302, /redirects to/],
		[502, /cannot answer at the moment \(HTTP 502\)/],
	])('reports an upgrade refused with HTTP %i at once', async (status, words) => {
		simulator.behaviour.refuseUpgradeStatus = status;
		const begun = Date.now();
		expect(errorOf(await ask({ transport: 'webSocket', tokens: ['x'] })).message).toMatch(words);
		expect(SECONDS(begun)).toBeLessThan(1);
		expect(simulator.sockets.refused).toBe(1);
	});

	it('tries again while the server has too many connections that did not sign in', async () => {
		simulator.behaviour.refuseUpgradeStatus = 403;
		const running = ask({ transport: 'webSocket', tokens: [addTask()] });
		await until(() => simulator.sockets.refused === 2);
		simulator.behave();
		expect(jsonsOf(await running)[0]?.state).toBe('succeeded');
	});

	it.each([
		['ignoreUpgrade', /did not accept a WebSocket connection within 1 s$/],
		['silentAuth', /accepted the connection but did not answer the sign-in within 1 s$/],
	] as const)('gives up at the request timeout with %s', async (behaviour, words) => {
		simulator.behaviour[behaviour] = true;
		const begun = Date.now();
		const options = { requestTimeout: 1 };
		const result = await ask({ transport: 'webSocket', tokens: ['x'], options });
		expect(errorOf(result).message).toMatch(words);
		expect(SECONDS(begun)).toBeLessThan(1.5);
		// The server's half of an upgrade that it ignores has nobody to close it.
		simulator.traffic.cut();
	});

	it.each(['ignoreUpgrade', 'silentAuth'] as const)('can be stopped with %s', async (behaviour) => {
		simulator.behaviour[behaviour] = true;
		const before = resources();
		let stop: () => void = () => undefined;
		const running = ask({
			transport: 'webSocket',
			tokens: ['x', 'y'],
			options: { requestTimeout: 60 },
			onStarted: (stopIt) => (stop = stopIt),
		});
		await until(
			() => simulator.sockets.refused + (simulator.sockets.commands.get('auth') ?? 0) > 0,
		);
		const begun = Date.now();
		stop();
		expect((await running).status).toBe('canceled');
		expect(SECONDS(begun)).toBeLessThan(0.9);
		simulator.traffic.cut();
		await until(() => resources().join() === before.join());
	});
});
