import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { ON_PREMISES_TOKEN, startHyper3dOnPremises } from '../simulators/hyper3dOnPremises';
import type {
	Hyper3dOnPremisesSimulator,
	NewTask,
	OnPremisesOptions,
} from '../simulators/hyper3dOnPremises';
import { DeafProxy } from '../support/deafProxy';
import { eventually } from '../support/eventually';
import { startTlsFront } from '../support/tlsFront';
import { runTaskStatus } from './support/engine';
import type { EngineResult, EngineRun } from './support/engine';

const KEY = 'key & with=signs, spaces+%';
/** What a fault does not hold up ends within this time, also on a busy machine; the library would take 30 s. */
const PROMPT_MS = 25_000;
const MEGABYTE = 1024 * 1024;

let simulator: Hyper3dOnPremisesSimulator;

async function restart(options: OnPremisesOptions): Promise<void> {
	await simulator.close();
	simulator = await startHyper3dOnPremises(options);
}

beforeEach(async () => {
	simulator = await startHyper3dOnPremises();
});
afterEach(async () => {
	await simulator.close();
});

interface Question extends Partial<EngineRun> {
	readonly credential?: IDataObject;
	/** In seconds; simulators answer within milliseconds. */
	readonly requestTimeout?: number;
	readonly with?: INodeParameters;
}

async function ask(
	items: IDataObject | readonly IDataObject[],
	{ credential, requestTimeout = 5, with: parameters, ...run }: Question = {},
): Promise<EngineResult> {
	return await runTaskStatus({
		parameters: {
			provider: 'hyper3dOnPremises',
			operation: 'getStatus',
			taskUuid: '={{ $json.taskUuid }}',
			subscriptionKey: '={{ $json.subscriptionKey }}',
			options: { requestTimeout },
			...parameters,
		},
		credentials: { hyper3dOnPremisesApi: { baseUrl: simulator.url, ...credential } },
		items: [items].flat() as IDataObject[],
		...run,
	});
}

const addTask = (task: NewTask = {}): IDataObject => ({
	...simulator.addTask({ subscriptionKey: KEY, ...task }),
});
const addTasks = (count: number, task: NewTask = {}) =>
	Array.from({ length: count }, () => addTask(task));
const tasksOf = (result: EngineResult, output = 0) =>
	(result.outputs[output] ?? []).map(({ json }) => json);

const POLL_HEAD = 'HTTP/1.1 200 OK\r\n';
const pollOf = (body: string) =>
	`${POLL_HEAD}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

/** What an author reads of an error. */
function wordsOf({ error }: EngineResult): string {
	const { message, description } = error ?? {};
	return `${message}\n${description}`;
}

describe('The status channel', () => {
	it('gives the task of the documented message', async () => {
		const task = addTask();
		const result = await ask(task, { with: { options: { includeRaw: true } } });
		const payload = { status: 'Done', error: 'None', message: 'Process Done', percentage: 100 };
		expect(result.error).toBeUndefined();
		expect(tasksOf(result)).toEqual([
			{
				provider: 'hyper3dOnPremises',
				taskId: task.taskUuid,
				ref: { channel: 'socket', ...task },
				state: 'succeeded',
				outcome: 'done',
				finished: true,
				succeeded: true,
				progress: 100,
				message: 'Process Done',
				failure: null,
				warning: null,
				rawStatus: 'Succeeded',
				startedAt: null,
				finishedAt: null,
				jobs: [],
				result: payload,
				details: { stage: 'Done' },
				checkedAt: expect.any(String) as string,
				raw: { taskUuid: task.taskUuid, jobStatus: 'Succeeded', jobMetricPayload: payload },
			},
		]);
		expect(simulator.connections.subscriptionKeys).toEqual([KEY]);
	});

	it('asks for many tasks over one connection, which is closed at the end', async () => {
		const tasks = addTasks(200);
		const result = await ask(tasks);
		expect(tasksOf(result).map(({ taskId }) => taskId)).toEqual(
			tasks.map(({ taskUuid }) => taskUuid),
		);
		expect(simulator.connections).toMatchObject({ everOpened: 1, open: 0 });
	});

	it('has one connection for each subscription key, whatever is asked in between', async () => {
		const keys = ['first', 'second', 'third'];
		const tasks = [...keys, ...keys, ...keys].map((subscriptionKey) =>
			addTask({ subscriptionKey }),
		);
		expect(tasksOf(await ask(tasks))).toHaveLength(9);
		expect([...simulator.connections.subscriptionKeys].sort()).toEqual([...keys].sort());
		expect(simulator.connections.open).toBe(0);
	});

	it('gives up connections that wait for nothing when there are very many keys', async () => {
		const tasks = Array.from({ length: 150 }, (_, index) =>
			addTask({ subscriptionKey: `key-${index}` }),
		);
		let most = 0;
		const timer = setInterval(() => (most = Math.max(most, simulator.connections.open)), 1);
		expect(tasksOf(await ask(tasks))).toHaveLength(150);
		clearInterval(timer);
		expect(most).toBeLessThan(100);
		expect(simulator.connections).toMatchObject({ everOpened: 150, open: 0 });
	});

	it.each([0, 1, 2] as const)('finds the status in argument %i', async (payloadArgument) => {
		simulator.behaviour.payloadArgument = payloadArgument;
		expect(tasksOf(await ask(addTask()))).toHaveLength(1);
	});

	it('gives no item the answer of another task', async () => {
		simulator.behaviour.othersBefore = 3;
		simulator.behaviour.reverseAnswersWithinMs = 30;
		const tasks = [addTask({ end: 'fail', error: 'Out of memory' }), ...addTasks(3), addTask()];
		const result = await ask(tasks);
		expect(tasksOf(result).map(({ taskId }) => taskId)).toEqual(
			tasks.slice(1).map(({ taskUuid }) => taskUuid),
		);
		expect(tasksOf(result, 2)).toMatchObject([
			{ taskId: tasks[0]?.taskUuid, failure: { message: 'Out of memory' } },
		]);
	});

	it('asks for the same task in several items', async () => {
		const task = addTask();
		expect(tasksOf(await ask([task, task, task]))).toHaveLength(3);
	});

	it('reconnects after drops in mid-query and asks again', async () => {
		const tasks = addTasks(3, { behaviour: { dropOnFirstQueries: 1 } });
		expect(tasksOf(await ask(tasks))).toHaveLength(3);
		expect(simulator.connections.everOpened).toBeGreaterThan(1);
		expect(new Set(simulator.connections.subscriptionKeys)).toEqual(new Set([KEY]));
		expect(simulator.connections.open).toBe(0);
	});

	it('survives a server that is away for longer than a few attempts take', async () => {
		const task = addTask({ behaviour: { silent: true } });
		const asked = ask(task, { requestTimeout: 30 });
		await eventually(() => simulator.connections.queries.size > 0);
		const { port } = new URL(simulator.url);
		await simulator.close();
		await new Promise((resolve) => setTimeout(resolve, 8_000));
		simulator = await startHyper3dOnPremises({ port: Number(port) });
		addTask(task);
		expect(tasksOf(await asked)).toMatchObject([{ state: 'succeeded' }]);
	}, 40_000);

	it('says of a server that does not come back that it was lost, not that its address is wrong', async () => {
		const asked = ask(addTask({ behaviour: { silent: true } }), { requestTimeout: 2 });
		await eventually(() => simulator.connections.queries.size > 0);
		await simulator.close();
		const words = wordsOf(await asked);
		expect(words).toMatch(/^The connection to .* was lost, and no answer came within 2 s/);
		expect(words).not.toMatch(/address/i);
		simulator = await startHyper3dOnPremises();
	});

	it.each<[string, (uuid: string) => string]>([
		['in capitals', (uuid) => uuid.toUpperCase()],
		['without dashes', (uuid) => uuid.replaceAll('-', '')],
	])('knows the answer about a uuid that was given %s', async (_how, write) => {
		const { taskUuid, ...task } = addTask();
		const result = await ask({ ...task, taskUuid: write(String(taskUuid)) }, { requestTimeout: 3 });
		expect(tasksOf(result)).toMatchObject([{ taskId: write(String(taskUuid)) }]);
	});

	it('is not harmed by messages of another shape before the answer', async () => {
		const strange = addTask({ behaviour: { omitFields: ['taskUuid'] } });
		const [, ...good] = await Promise.all([
			ask(strange, { requestTimeout: 1 }),
			ask([addTask(), strange, addTask()], {
				requestTimeout: 1,
				onError: 'continueRegularOutput',
			}).then((result) => tasksOf(result)),
		]);
		expect(good.flat()).toHaveLength(2);
	});

	it.each([
		['an event', 2],
		['an acknowledgement', 3],
		['a refusal', 4],
	])('outlives %s without its data, which the library does not', async (_what, type) => {
		const result = await ask(addTask({ behaviour: { barePacketsBefore: [type] } }), {
			requestTimeout: 2,
			onError: 'continueRegularOutput',
		});
		expect(result.outputs.flat()).toHaveLength(1);
	});

	it('ends with a canceled task', async () => {
		const task = addTask({ end: 'cancel' });
		const result = await ask(task, { with: { operation: 'waitForCompletion', timeout: 10 } });
		expect(tasksOf(result, 2)).toMatchObject([{ state: 'canceled', rawStatus: 'Canceled' }]);
	});

	it.each([
		['WebSocket', false],
		['polling', true],
	])('looks at the certificate over %s, unless the credential says not to', async (_how, polls) => {
		simulator.behaviour.pollingOnly = polls;
		const front = await startTlsFront(simulator.url);
		const credential = { baseUrl: front.url };
		expect(wordsOf(await ask(addTask(), { credential }))).toContain('certificate');
		const allowing = { ...credential, allowUnauthorizedCerts: true };
		expect(tasksOf(await ask(addTask(), { credential: allowing }))).toHaveLength(1);
		front.close();
	});

	it('connects again when the server says goodbye', async () => {
		const task = addTask({ behaviour: { disconnectOnFirstQueries: 2 } });
		expect(tasksOf(await ask(task, { requestTimeout: 20 }))).toHaveLength(1);
		expect(simulator.connections).toMatchObject({ everOpened: 3, open: 0 });
	});

	it('repeats a query that got no answer', async () => {
		const task = addTask({ behaviour: { ignoreFirstQueries: 1 } });
		expect(tasksOf(await ask(task))).toHaveLength(1);
		expect(simulator.connections.queries.get(String(task.taskUuid))).toBe(2);
	});

	it('polls where WebSocket is refused', async () => {
		simulator.behaviour.pollingOnly = true;
		expect(tasksOf(await ask(addTasks(5)))).toHaveLength(5);
		expect(simulator.connections).toMatchObject({ transports: ['polling'], upgraded: 0 });
		await eventually(() => simulator.connections.open === 0);
	});

	it('does without polling where its sessions are forgotten: several servers, one address', async () => {
		simulator.behaviour.forgetPollingSessions = true;
		expect(tasksOf(await ask(addTasks(5)))).toHaveLength(5);
		expect(simulator.connections.transports.at(-1)).toBe('websocket');
	});

	it('finds a server behind a path, another Socket.IO path and another namespace', async () => {
		await restart({ socketPath: '/rodin/moved', namespace: '/other' });
		const credential = { socketPath: 'moved/', socketNamespace: 'other/' };
		const behindPath = { ...credential, baseUrl: `${simulator.url}/rodin/` };
		expect(tasksOf(await ask(addTask(), { credential: behindPath }))).toHaveLength(1);
		const complete = { ...credential, socketPath: '/rodin/moved' };
		expect(tasksOf(await ask(addTask(), { credential: complete }))).toHaveLength(1);
	});

	it('understands a base URL with /api, as the samples of the vendor have it', async () => {
		const credential = { baseUrl: `${simulator.url}/api`, apiToken: ON_PREMISES_TOKEN };
		expect(tasksOf(await ask(addTask(), { credential }))).toHaveLength(1);
		const rest = await ask(addTask(), { credential, with: { channel: 'rest' } });
		expect(tasksOf(rest)).toHaveLength(1);
	});

	it('waits until a task is done', async () => {
		const task = addTask({ runningMs: 900 });
		const result = await ask(task, {
			with: { operation: 'waitForCompletion', pollInterval: 1, timeout: 10 },
		});
		expect(tasksOf(result)).toMatchObject([{ state: 'succeeded', timedOut: false }]);
		expect(simulator.connections).toMatchObject({ everOpened: 1, upgraded: 1, open: 0 });
	});

	it('gives the final payload as the result', async () => {
		const result = await ask(addTask(), { with: { operation: 'getResults' } });
		expect(tasksOf(result)).toMatchObject([{ result: { status: 'Done', percentage: 100 } }]);
	});
});

describe('A status channel that does not work', () => {
	const fastTimeout = { requestTimeout: 1 };

	/** What an author reads when a stranger answers every request in the given way. */
	async function wordsFrom(answer: (socket: Socket) => void): Promise<string> {
		const stranger = createServer((socket) => {
			socket.on('error', () => undefined).once('data', () => answer(socket));
		});
		stranger.listen(0, '127.0.0.1');
		await once(stranger, 'listening');
		const { port } = stranger.address() as AddressInfo;
		const credential = { baseUrl: `http://127.0.0.1:${port}` };
		const words = wordsOf(await ask(addTask(), { credential }));
		stranger.close();
		return words;
	}

	it('says that nothing answers at the address', async () => {
		const credential = { baseUrl: simulator.url };
		await simulator.close();
		const words = wordsOf(await ask({ taskUuid: 'x', subscriptionKey: KEY }, { credential }));
		expect(words).toContain(`Nothing answers at ${new URL(credential.baseUrl).host}`);
		expect(words).toContain('(ECONNREFUSED)');
		simulator = await startHyper3dOnPremises();
	});

	it('names a wrong namespace', async () => {
		const credential = { socketNamespace: '/api/wrong' };
		const words = wordsOf(await ask(addTask(), { credential }));
		expect(words).toContain(`${new URL(simulator.url).host} has no Socket.IO namespace /api/wrong`);
		expect(simulator.connections).toMatchObject({ everOpened: 1, open: 0 });
	});

	it('recognises the namespace in the base URL', async () => {
		const credential = { baseUrl: `${simulator.url}/api/scheduler_socket` };
		expect(wordsOf(await ask(addTask(), { credential }))).toContain('ends with the Socket.IO name');
	});

	it("shows the middleware's own words without the key", async () => {
		simulator.behaviour.rejectMessage = `Subscription ${KEY} has expired`;
		const words = wordsOf(await ask(addTask()));
		expect(words).toContain('refused the connection: Subscription *** has expired');
		expect(words).not.toContain(KEY);
		expect(simulator.connections.open).toBe(0);
	});

	it.each([
		[401, 'refused the key: the Socket.IO handshake at /socket.io'],
		[404, 'does not speak Socket.IO at /socket.io'],
		[429, 'receives too many requests: the Socket.IO handshake at /socket.io'],
		[502, 'cannot answer at the moment (HTTP 502): the Socket.IO handshake at /socket.io'],
	])('explains HTTP %i in the handshake', async (status, what) => {
		simulator.behaviour.handshakeStatus = status;
		expect(wordsOf(await ask(addTask()))).toContain(what);
	});

	it.each([
		['a web page', '<html>Sign in</html>'],
		['a broken handshake', '0{"sid":'],
		['a handshake that is null', '0null'],
		['a handshake without upgrades', '0{"sid":"x"}'],
		['a packet of an unknown type', '9'],
	])('recognises %s in place of Socket.IO', async (_what, body) => {
		const words = await wordsFrom((socket) =>
			socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
		);
		expect(words).toContain('does not speak Socket.IO at /socket.io');
	});

	it.each([
		['to another server', 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n'],
		['to nowhere, which the library would not survive', 'HTTP/1.1 302 Found\r\n\r\n'],
		['after a preliminary answer', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\n\r\n'],
	])('follows no redirect %s', async (_where, answer) => {
		expect(await wordsFrom((socket) => socket.end(answer))).toContain('redirects to');
	});

	it.each([
		['\r\nHTTP/1.1 302 Found\r\n\r\n', 'redirects to'],
		['SSH-2.0-OpenSSH_9.2\r\n', 'does not speak the expected protocol'],
	])('recognises what is not HTTP as it should be: %j', async (answer, words) => {
		expect(await wordsFrom((socket) => socket.end(answer))).toContain(words);
	});

	/** The handshake is answered as Socket.IO does it, everything after it in the given way. */
	it.each<[string, (socket: Socket) => void]>([
		['breaks off', (socket) => socket.end(`${POLL_HEAD}Content-Length: 9\r\n\r\nabc`)],
		['is reset', (socket) => socket.write(POLL_HEAD, () => socket.resetAndDestroy())],
		['has no chunks', (socket) => socket.write(`${POLL_HEAD}Transfer-Encoding: chunked\r\n\r\n?`)],
		['is followed by another', (socket) => socket.write(`${pollOf('2')}${pollOf('2')}`)],
		['is followed by garbage', (socket) => socket.write(`${pollOf('2')}garbage`)],
		['redirects to nowhere', (socket) => socket.end('HTTP/1.1 302 Found\r\n\r\n')],
		['is none', (socket) => socket.destroy()],
	])(
		'outlives a server whose answer to a poll %s, which the library might not',
		async (_how, then) => {
			const sane = [pollOf('0{"sid":"x","upgrades":[],"pingInterval":9000,"pingTimeout":9000}')];
			const words = await wordsFrom((socket) => {
				const next = sane.shift();
				if (next === undefined) then(socket);
				else socket.end(next);
			});
			expect(words).toMatch(/accept|closed|protocol|reached|redirects|speak/);
		},
	);

	it('ends in time when the handshake is never answered, and leaves nothing open', async () => {
		simulator.behaviour.ignoreHandshake = true;
		const startedAt = Date.now();
		const words = wordsOf(await ask(addTask(), fastTimeout));
		expect(Date.now() - startedAt).toBeLessThan(PROMPT_MS);
		expect(words).toContain('did not accept the connection within 1 s');
		expect(words).toContain('/api/scheduler_socket');
		await eventually(() => simulator.openConnections === 0);
	});

	it('ends in time when a query is never answered', async () => {
		simulator.behaviour.silent = true;
		const words = wordsOf(await ask(addTask(), fastTimeout));
		expect(words).toContain(`${new URL(simulator.url).host} did not answer the query within 1 s`);
		expect(words).toContain('(namespace /api/scheduler_socket)');
	});

	it('gives up on a server that drops every query', async () => {
		const task = addTask({ behaviour: { dropOnFirstQueries: 1000 } });
		expect(wordsOf(await ask(task, { requestTimeout: 3 }))).toContain(
			'was lost, and no answer came within 3 s',
		);
		expect(simulator.connections.everOpened).toBeGreaterThan(1);
		// A pause of half a second, give or take as much again, before each new connection.
		expect(simulator.connections.everOpened).toBeLessThan(16);
	});

	it.each(['jobStatus', 'taskUuid'])(
		'takes a message without %s for no answer and says so at the time limit',
		async (field) => {
			simulator.behaviour.omitFields = [field];
			expect(wordsOf(await ask(addTask(), fastTimeout))).toContain(
				'without the expected fields "taskUuid" and "jobStatus"',
			);
		},
	);

	it('takes other messages for no answer and says so at the time limit', async () => {
		const tasks = ['hello', null, [1, 2], {}].map((replacePayload) =>
			addTask({ behaviour: { replacePayload } }),
		);
		const result = await ask(tasks, { ...fastTimeout, onError: 'continueRegularOutput' });
		expect(tasksOf(result, 2)).toHaveLength(4);
		for (const { error } of tasksOf(result, 2)) {
			expect(error).toContain('without the expected fields');
		}
	});

	it('gives nobody an answer without a name when several wait', async () => {
		simulator.behaviour.omitFields = ['taskUuid'];
		const result = await ask(addTasks(2), { ...fastTimeout, onError: 'continueRegularOutput' });
		expect(tasksOf(result)).toEqual([]);
		expect(tasksOf(result, 2)).toHaveLength(2);
	});

	it.each([
		['WebSocket', false],
		['polling', true],
	])('does not read a message of 20 MB over %s', async (_transport, pollingOnly) => {
		simulator.behaviour.pollingOnly = pollingOnly;
		const huge = addTask({ behaviour: { padBytes: 20 * MEGABYTE } });
		const ofAnotherKey = addTask({ subscriptionKey: 'another' });
		// To send 20 MB takes a busy machine a while.
		const result = await ask([huge, ofAnotherKey], {
			requestTimeout: 25,
			onError: 'continueRegularOutput',
		});
		expect(tasksOf(result)).toMatchObject([{ taskId: ofAnotherKey.taskUuid }]);
		expect(tasksOf(result, 2)).toMatchObject([
			{ error: expect.stringContaining('sent more than 10485760 bytes') as string },
		]);
		// A session that was cut stays at the server until it misses a ping.
		await eventually(() => simulator.openConnections === 0);
	});

	it('keeps the error of one task to its item', async () => {
		const strange = addTask({ behaviour: { omitFields: ['jobStatus'] } });
		const items = [addTask(), strange, addTask()];
		const result = await ask(items, { ...fastTimeout, onError: 'continueErrorOutput' });
		expect(tasksOf(result)).toHaveLength(2);
	});

	it('ends within a second of Stop', async () => {
		simulator.behaviour.silent = true;
		let stoppedAt = 0;
		const result = await ask(addTasks(20), {
			requestTimeout: 60,
			onStarted: (stop) =>
				setTimeout(() => {
					stoppedAt = Date.now();
					stop();
				}, 200),
		});
		expect(Date.now() - stoppedAt).toBeLessThan(PROMPT_MS);
		expect(result.status).toBe('canceled');
		await eventually(() => simulator.connections.open === 0);
	});
});

describe('After an execution', () => {
	/** Sockets and timers of this process, where the simulator runs too. */
	const countOf = (kind: RegExp) =>
		process.getActiveResourcesInfo().filter((name) => kind.test(name)).length;
	const left = () => ({ sockets: countOf(/TCPSocket|TLS/), timers: countOf(/Timeout/) });

	it.each<[string, () => void]>([
		['that went well', () => undefined],
		['over polling', () => (simulator.behaviour.pollingOnly = true)],
		['with a rejected key', () => (simulator.behaviour.rejectMessage = 'no')],
		['that timed out', () => (simulator.behaviour.silent = true)],
		['whose handshake hung', () => (simulator.behaviour.ignoreHandshake = true)],
		['whose polling hung', () => (simulator.behaviour.handshakeStatus = 502)],
		['with an oversized message', () => (simulator.behaviour.padBytes = 20 * MEGABYTE)],
	])('%s no socket and no timer is left', async (_how, misbehave) => {
		const before = left();
		misbehave();
		await ask(addTasks(3), { requestTimeout: 1 });
		// The server side needs a turn of the loop to see that its sockets are closed.
		await eventually(() => simulator.openConnections === 0);
		// A polling session that was cut has timers at the server until it misses a ping.
		simulator.disconnectClients();
		await eventually(() => left().sockets <= before.sockets && left().timers <= before.timers);
	});
});

describe('After an execution with a server that no longer reacts', () => {
	it.each([
		['WebSocket', false],
		['polling', true],
	])('no connection is left over %s', async (_transport, pollingOnly) => {
		simulator.behaviour.pollingOnly = pollingOnly;
		simulator.behaviour.silent = true;
		const proxy = await DeafProxy.start(simulator.url);
		const asked = ask(addTask(), { requestTimeout: 1, credential: { baseUrl: proxy.url } });
		await eventually(() => simulator.connections.queries.size > 0);
		proxy.fallSilent();
		expect(wordsOf(await asked)).toContain('did not answer the query');
		await eventually(() => proxy.openConnections === 0);
		proxy.close();
	});
});

describe('The REST channel', () => {
	const rest = (given: Question = {}): Question => ({
		...given,
		credential: { apiToken: ON_PREMISES_TOKEN, ...given.credential },
		with: { channel: 'rest', ...given.with },
	});

	it('gives the task of a progress answer, without the subscription key', async () => {
		const { taskUuid } = addTask({ queuedMs: 60_000, waitingNum: 3 });
		const result = await ask({ taskUuid, subscriptionKey: KEY }, rest());
		expect(result.error).toBeUndefined();
		expect(tasksOf(result, 1)).toMatchObject([
			{
				ref: { channel: 'rest', taskUuid },
				state: 'queued',
				rawStatus: 'Created',
				details: { queuePosition: 3 },
			},
		]);
		expect(JSON.stringify(result.outputs)).not.toContain(KEY);
		expect(simulator.connections.everOpened).toBe(0);
	});

	it('leads a task that waits for a selection to the fourth output', async () => {
		const task = addTask({ end: 'needSelection', candidates: { count: 2, bytes: MEGABYTE } });
		const result = await ask(task, rest({ with: { options: { includeRaw: true } } }));
		const [item] = result.outputs[3] ?? [];
		expect(item?.json).toMatchObject({
			outcome: 'actionRequired',
			details: { candidateCount: 2 },
			raw: { stage: 'NeedSelection', candidates: 2 },
		});
		expect(item?.binary).toBeUndefined();
		expect(JSON.stringify(item).length).toBeLessThan(2000);
	});

	it('gives the candidates as pictures when asked to', async () => {
		const task = addTask({ end: 'needSelection', candidates: { count: 2, bytes: 100 } });
		const result = await ask(task, rest({ with: { options: { includeCandidates: true } } }));
		const [item] = result.outputs[3] ?? [];
		expect(item?.binary).toMatchObject({
			candidate_0: { mimeType: 'image/png', fileName: 'candidate_0.png' },
			candidate_1: { mimeType: 'image/png', fileName: 'candidate_1.png' },
		});
		const data = Buffer.from(item?.binary?.candidate_0?.data ?? '', 'base64');
		expect(data.subarray(1, 4).toString()).toBe('PNG');
	});

	it('says so when n8n cannot keep a candidate', async () => {
		const full = new Error('ENOSPC: no space left on device, write');
		const store = jest.spyOn(Container.get(BinaryDataService), 'store').mockRejectedValue(full);
		const task = addTask({ end: 'needSelection', candidates: { count: 1, bytes: 100 } });
		const result = await ask(task, rest({ with: { options: { includeCandidates: true } } }));
		store.mockRestore();
		expect(wordsOf(result)).toContain('n8n could not store the file: ENOSPC');
		expect(wordsOf(result)).not.toContain('report it');
	});

	it('ends a wait at a selection', async () => {
		const task = addTask({ end: 'needSelection' });
		const wait = { operation: 'waitForCompletion', pollInterval: 1, timeout: 10 };
		const result = await ask(task, rest({ with: wait }));
		expect(tasksOf(result, 3)).toMatchObject([{ state: 'actionRequired', timedOut: false }]);
	});

	it('takes the word of the server for an unknown task, not of its router', async () => {
		const unknown = { taskUuid: 'nobody' };
		expect(tasksOf(await ask(unknown, rest()), 2)).toMatchObject([
			{ state: 'notFound', message: 'Task not found' },
		]);
		const elsewhere = rest({ credential: { baseUrl: `${simulator.url}/elsewhere` } });
		expect(wordsOf(await ask(unknown, elsewhere))).toContain('HTTP 404');
	});

	it('needs the API token, and shows it to nobody', async () => {
		const without = await ask(addTask(), { with: { channel: 'rest' } });
		expect(wordsOf(without)).toContain('The credential has no API token');
		const wrong = await ask(addTask(), rest({ credential: { apiToken: 'wrong-token' } }));
		expect(wordsOf(wrong)).toContain('Invalid token');
		expect(wordsOf(wrong)).not.toContain('wrong-token');
	});
});
