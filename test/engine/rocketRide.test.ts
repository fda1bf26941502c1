import type { IDataObject } from 'n8n-workflow';

import type { NewTask } from '../simulators/rocketRide';
import {
	addTask,
	addTasks,
	ask,
	clock,
	errorOf,
	jsonsOf,
	resources,
	restart,
	PROMPT_SECONDS,
	secondsSince,
	simulator,
	until,
	useSimulator,
	type Transport,
} from './support/rocketRide';

const TRANSPORTS: readonly Transport[] = ['http', 'webSocket'];

useSimulator();

describe.each(TRANSPORTS)('over %s', (transport) => {
	it.each([
		[{ end: 'complete' }, { state: 'succeeded', outcome: 'done', progress: 100, failure: null }],
		[{ end: 'serve' }, { state: 'running', outcome: 'inProgress', finished: false }],
		[{ queuedMs: 1000 }, { state: 'queued', outcome: 'inProgress', rawStatus: '0' }],
		[{ end: 'stopped' }, { state: 'canceled', outcome: 'failed', failure: { message: 'Stopped' } }],
		[{ end: 'idleTimeout' }, { state: 'canceled', outcome: 'failed' }],
		[{ end: 'killed' }, { state: 'canceled', failure: { message: 'Stopped' } }],
		[{ end: 'fail' }, { state: 'failed', message: 'Pipeline failed', failure: { code: '1' } }],
		[
			{ end: 'bareFailure', failedCount: 0, errors: [] },
			{ state: 'failed', failure: { message: expect.stringMatching(/^In doubt/) as unknown } },
		],
		[{ end: 'itemErrors' }, { state: 'succeeded', failure: null, warning: { count: 1 } }],
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

	it('follows a run to its end, and tells the end of the next run by its time', async () => {
		const taskToken = addTask({ runningMs: 1000, stoppingMs: 100 });
		const look = async () => jsonsOf(await ask({ transport, tokens: [taskToken] }))[0];
		const running = await look();
		clock.advance(1060);
		expect(await look()).toMatchObject({ state: 'running', rawStatus: '4', finishedAt: null });
		clock.advance(40);
		const first = await look();
		expect(first).toMatchObject({ state: 'succeeded', startedAt: running?.startedAt });
		simulator.rerun(taskToken, {}, { afterMs: 50 });
		expect(await look()).toMatchObject({ state: 'running', rawStatus: '6' });
		clock.advance(1200);
		const second = await look();
		expect(second).toMatchObject({ state: 'succeeded', startedAt: first?.startedAt });
		expect(second?.finishedAt).not.toBe(first?.finishedAt);
	});

	it('says that an end is in doubt whose exit code a restart has lost', async () => {
		const taskToken = addTask();
		simulator.rerun(taskToken, { end: 'complete' }, { losesExit: true });
		expect(jsonsOf(await ask({ transport, tokens: [taskToken] }))[0]).toMatchObject({
			state: 'canceled',
			failure: {
				code: null,
				message: expect.stringMatching(/^In doubt: after a restart/) as unknown,
			},
		});
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
			failure: { code: codes && transport === 'webSocket' ? 'TASK_NOT_REGISTERED' : null },
		});
		expect((json?.failure as IDataObject).message).toMatch(/5 minutes.*restarts.*never started/);
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
		expect(JSON.stringify(rest)).toContain('https://x/***/pk_***');
		expect([ref, taskId]).toEqual([{ transport, taskToken }, taskToken]);
		expect(JSON.stringify(json?.details)).not.toContain('rate');
		expect(JSON.stringify(json?.raw)).toContain('"rateSize":1234');
	});

	it.each(['nulls', 'minimal', 'usage'] as const)('reads a body with %s', async (bodyStyle) => {
		const taskToken = addTask({ behaviour: { bodyStyle } });
		const [json] = jsonsOf(await ask({ transport, tokens: [taskToken] }));
		expect(json).toMatchObject({ state: 'succeeded', failure: null });
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
			{ state: 'failed', failure: { message: expect.stringContaining('1 of 5 items failed') } },
			{ state: 'succeeded', failure: null },
		]);
	});

	it.each([
		['getResults', {}],
		['getStatus', { failOnTaskFailure: true }],
	])('says that it is the warning that fails (%s)', async (operation, more) => {
		const options = { treatWarningsAsFailure: true, ...more };
		const tokens = [addTask({ end: 'itemErrors' })];
		const { message, description } = errorOf(await ask({ transport, tokens, options, operation }));
		expect(message).toMatch(/1 of 5 items failed/);
		expect(description).toMatch(/Treat Warnings as Failure/);
		expect(description).not.toMatch(/without success|no results/);
	});

	it('says that the key is refused, once and without the key', async () => {
		const begun = Date.now();
		const tokens = addTasks(20);
		const apiKey = 'wrong-key-123';
		const result = await ask({ transport, tokens, apiKey, options: { maxConcurrency: 20 } });
		const { message, description } = errorOf(result);
		expect(message).toMatch(/127\.0\.0\.1:\d+ refused the key/);
		expect(description).toMatch(/Check the key/);
		expect(message + description).not.toContain(apiKey);
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		if (transport === 'webSocket') expect(simulator.sockets.everOpened).toBe(1);
	});

	it('sends nothing with the token of a task for a key: it would be told of that task', async () => {
		const apiKey = addTask({ end: 'fail' });
		const { message, description } = errorOf(await ask({ transport, tokens: ['x'], apiKey }));
		expect(message).toMatch(/is the token of a task or pipeline \(tk_ or pk_\)/);
		expect(message + description).not.toContain(apiKey);
		expect(simulator.stats().connectionCount).toBe(0);
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

	it('gives the results of a task that is done in the form of all providers, and empty', async () => {
		const taskToken = addTask();
		const result = await ask({ transport, tokens: [taskToken], operation: 'getResults' });
		expect(result.outputs.map((items) => items.map(({ json }) => json))).toEqual([
			[
				{
					provider: 'rocketRide',
					taskId: taskToken,
					ref: { transport, taskToken },
					result: null,
				},
			],
		]);
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
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
	});

	it('gives up on a silent server at the request timeout', async () => {
		const taskToken = addTask({ behaviour: { silent: true } });
		simulator.faults.add({ fault: { kind: 'silence' } });
		const begun = Date.now();
		const result = await ask({ transport, tokens: [taskToken], options: { requestTimeout: 1 } });
		expect(errorOf(result).message).toMatch(/^127\.0\.0\.1:\d+ did not answer within 1 s$/);
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
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
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		await until(() => simulator.inFlight === 0 && simulator.sockets.open === 0);
		await until(() => resources() === before);
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
		await until(() => resources() === before);
	});
});

describe('over HTTP', () => {
	it('has 8 requests of an execution in flight, and several executions get through', async () => {
		await restart({ serviceMs: 10 });
		const tokens = addTasks(100);
		const options = { maxConcurrency: 50 };
		const one = await ask({ transport: 'http', tokens, options });
		expect(jsonsOf(one).map(({ state }) => state)).toEqual(tokens.map(() => 'succeeded'));
		expect(simulator.concurrency).toMatchObject({ maxSeen: 8, rejected: 0 });
		const runs = [tokens.slice(0, 60), tokens.slice(60)].map(
			async (part) => await ask({ transport: 'http', tokens: part, options }),
		);
		const states = (await Promise.all(runs)).flatMap(jsonsOf).map(({ state }) => state);
		expect(states).toEqual(tokens.map(() => 'succeeded'));
		expect(simulator.stats().maxInFlight).toBeLessThanOrEqual(16);
	});

	it("is not held up by another execution's hung requests", async () => {
		const hanging = addTasks(8);
		const good = addTask();
		simulator.faults.add({ fault: { kind: 'silence' }, times: 8 });
		let stop: () => void = () => undefined;
		const held = ask({
			transport: 'http',
			tokens: hanging,
			options: { requestTimeout: 600 },
			onStarted: (stopIt) => (stop = stopIt),
		});
		await until(() => simulator.inFlight === 8);
		// As long as the others hang this would never be answered.
		const result = await ask({
			transport: 'http',
			tokens: [good],
			options: { requestTimeout: 30 },
		});
		expect(simulator.inFlight).toBe(8);
		stop();
		await held;
		expect(jsonsOf(result)[0]?.state).toBe('succeeded');
	});

	it('has every token answered although others use up the server', async () => {
		await restart({ serviceMs: 10, maxConcurrent: 4 });
		const tokens = addTasks(100);
		const options = { maxConcurrency: 50, requestTimeout: 30 };
		const result = await ask({ transport: 'http', tokens, options });
		expect(jsonsOf(result).map(({ state }) => state)).toEqual(tokens.map(() => 'succeeded'));
		expect(simulator.concurrency.rejected).toBeGreaterThan(0);
		expect(simulator.concurrency.maxSeen).toBeLessThanOrEqual(8);
	});

	it('gives up on rejections at the request timeout, and says why', async () => {
		await restart({ maxConcurrent: 0 });
		const begun = Date.now();
		const tokens = [addTask()];
		const result = await ask({ transport: 'http', tokens, options: { requestTimeout: 3 } });
		const { message, description } = errorOf(result);
		expect(message).toMatch(/receives too many requests at once/);
		expect(description).toMatch(/WebSocket/);
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		// Pauses of 250 ms more each time: the fifth request falls into the time, if it is not held up.
		expect(simulator.traffic.requestCount).toBeGreaterThanOrEqual(3);
		expect(simulator.traffic.requestCount).toBeLessThanOrEqual(5);
	});

	it('waiting for a slot does not count towards the request timeout', async () => {
		await restart({ serviceMs: 1_200 });
		const tokens = addTasks(24);
		const options = { maxConcurrency: 24, requestTimeout: 3 };
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
		expect(message).toMatch(/127\.0\.0\.1:\d+ (rejected|cannot answer).*: Field required$/);
	});

	it.each(['Connection closed', 'Server is not connected', 'Anything else'])(
		'lets a wait go on when something goes wrong within the server: %s',
		async (httpFault) => {
			simulator.behaviour.httpFault = httpFault;
			const tokens = [addTask()];
			const waiting = ask({
				transport: 'http',
				tokens,
				operation: 'waitForCompletion',
				parameters: { pollInterval: 1, timeout: 60 },
			});
			await until(() => simulator.traffic.requestCount > 0);
			simulator.behave();
			expect(jsonsOf(await waiting)[0]).toMatchObject({ state: 'succeeded', timedOut: false });
		},
	);

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
