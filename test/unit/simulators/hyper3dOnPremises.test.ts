import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import {
	ON_PREMISES_TOKEN,
	SCHEDULER_NAMESPACE,
	startHyper3dOnPremises,
	type Hyper3dOnPremisesSimulator,
	type OnPremisesOptions,
} from '../../simulators/hyper3dOnPremises';
import { ManualClock } from '../../simulators/support';

type ClientOptions = Partial<ManagerOptions & SocketOptions>;

const KEY = 'key & with=signs';
const clock = new ManualClock();
let simulator: Hyper3dOnPremisesSimulator;
let sockets: Socket[] = [];

async function restart(options: OnPremisesOptions = {}): Promise<void> {
	await simulator.close();
	simulator = await startHyper3dOnPremises({ clock, ...options });
}

function open(options: ClientOptions = {}, namespace = SCHEDULER_NAMESPACE): Socket {
	const socket = io(simulator.url + namespace, {
		forceNew: true,
		query: { subscription: KEY },
		transports: ['websocket'],
		reconnectionDelay: 5,
		...options,
	});
	sockets.push(socket);
	return socket;
}

async function event(socket: Socket, name: string): Promise<unknown[]> {
	return await new Promise((resolve) => {
		socket.once(name, (...values: unknown[]) => resolve(values));
	});
}

async function connectionError(socket: Socket): Promise<Error> {
	const [error] = await event(socket, 'connect_error');
	return error as Error;
}

async function ask(socket: Socket, taskUuid: string): Promise<unknown[]> {
	const answer = event(socket, 'message');
	socket.emit('query', taskUuid);
	return await answer;
}

async function messages(socket: Socket, count: number): Promise<Array<Record<string, unknown>>> {
	return await new Promise((resolve) => {
		const received: Array<Record<string, unknown>> = [];
		socket.on('message', (message: Record<string, unknown>) => {
			if (received.push(message) === count) resolve(received);
		});
	});
}

async function stays(socket: Socket, name: string, ms = 40): Promise<'silent' | 'spoke'> {
	return await new Promise((resolve) => {
		const timer = setTimeout(() => resolve('silent'), ms);
		socket.once(name, () => {
			clearTimeout(timer);
			resolve('spoke');
		});
	});
}

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

function addTask(options = {}): string {
	return simulator.addTask({ subscriptionKey: KEY, ...options }).taskUuid;
}

beforeEach(async () => {
	simulator = await startHyper3dOnPremises({ clock });
});

afterEach(async () => {
	for (const socket of sockets) socket.disconnect();
	sockets = [];
	await simulator.close();
});

describe('the status channel', () => {
	it('answers a query with the message of the vendor page', async () => {
		const taskUuid = addTask();
		expect(await ask(open(), taskUuid)).toEqual([
			{
				taskUuid,
				jobStatus: 'Succeeded',
				jobMetricPayload: {
					status: 'Done',
					error: 'None',
					message: 'Process Done',
					percentage: 100,
				},
			},
		]);
	});

	it('follows the clock through the queue and the run', async () => {
		const taskUuid = addTask({ queuedMs: 10_000, runningMs: 10_000 });
		const socket = open();
		const seen: unknown[] = [];
		for (let step = 0; step < 5; step += 1) {
			const [message] = await ask(socket, taskUuid);
			const { jobStatus, jobMetricPayload } = message as Record<string, Record<string, unknown>>;
			seen.push([jobStatus, jobMetricPayload?.status, jobMetricPayload?.percentage]);
			clock.advance(5_000);
		}
		expect(seen).toEqual([
			['Running', 'Created', 0],
			['Running', 'Waiting', 0],
			['Running', 'Generating', 0],
			['Running', 'Generating', 50],
			['Succeeded', 'Done', 100],
		]);
	});

	it.each([
		[{ end: 'fail', error: 'Out of memory' }, 'Failed', 'Failed', 'Out of memory'],
		[{ end: 'fail', error: 'None' }, 'Failed', 'Failed', 'None'],
		[{ end: 'cancel' }, 'Canceled', 'Canceled', 'None'],
		[{ end: 'needSelection' }, 'Running', 'NeedSelection', 'None'],
		[{ end: 'keepRunning' }, 'Running', 'Generating', 'None'],
		[{ finalJobStatus: 'Archived' }, 'Archived', 'Done', 'None'],
		[{ end: 'keepRunning', runningJobStatus: 'Retrying' }, 'Retrying', 'Generating', 'None'],
	])('plays the plan %j', async (plan, jobStatus, status, error) => {
		const [message] = await ask(open(), addTask(plan));
		expect(message).toMatchObject({ jobStatus, jobMetricPayload: { status, error } });
	});

	it('records connections, keys, transports and queries', async () => {
		const taskUuid = addTask();
		const socket = open();
		await ask(socket, taskUuid);
		await ask(socket, taskUuid);
		const { connections } = simulator;
		expect(connections).toMatchObject({ everOpened: 1, open: 1, subscriptionKeys: [KEY] });
		expect(connections.transports).toEqual(['websocket']);
		expect(connections.queries.get(taskUuid)).toBe(2);
		socket.disconnect();
		await until(() => connections.open === 0);
	});

	it('keeps silent about an unknown uuid, and about a task of another subscription', async () => {
		const socket = open();
		const strange = simulator.addTask({ subscriptionKey: 'other' }).taskUuid;
		socket.emit('query', 'nobody');
		socket.emit('query', strange);
		expect(await stays(socket, 'message')).toBe('silent');
		simulator.behaviour.unknownUuidStatus = 'NotFound';
		expect((await ask(socket, 'nobody'))[0]).toMatchObject({ jobStatus: 'NotFound' });
	});

	it('lives in another namespace or behind another path by configuration', async () => {
		await restart({ namespace: '/other', socketPath: '/proxy/socket.io' });
		const wrong = open({ path: '/proxy/socket.io' });
		expect((await connectionError(wrong)).message).toBe('Invalid namespace');
		expect(await ask(open({ path: '/proxy/socket.io' }, '/other'), addTask())).toHaveLength(1);
	});
});

describe('a handshake that goes wrong', () => {
	it('is rejected by the middleware with its own words, for all keys or for some', async () => {
		simulator.behaviour.rejectMessage = 'Subscription expired';
		expect((await connectionError(open())).message).toBe('Subscription expired');
		simulator.behaviour.rejectKeys = ['another'];
		expect(await ask(open(), addTask())).toHaveLength(1);
	});

	it.each([401, 404, 502])('is answered with HTTP %i on either transport', async (status) => {
		simulator.behaviour.handshakeStatus = status;
		const overWebSocket = await connectionError(open({ reconnection: false }));
		expect(overWebSocket).toMatchObject({
			description: { message: `Unexpected server response: ${status}` },
		});
		const overPolling = await connectionError(
			open({ transports: ['polling'], reconnection: false }),
		);
		expect(overPolling).toMatchObject({ description: status });
		expect(simulator.connections).toMatchObject({ everOpened: 0, refused: 2 });
	});

	it('is accepted and never answered', async () => {
		simulator.behaviour.ignoreHandshake = true;
		const socket = open({ timeout: 30 });
		expect((await connectionError(socket)).message).toBe('timeout');
	});

	it('refuses WebSocket and lets polling through', async () => {
		simulator.behaviour.pollingOnly = true;
		await connectionError(open());
		const socket = open({ transports: ['polling', 'websocket'] });
		expect(await ask(socket, addTask())).toHaveLength(1);
		expect(socket.io.engine.transport.name).toBe('polling');
	});
});

describe('a channel that misbehaves', () => {
	it('is silent, or ignores the first queries', async () => {
		const socket = open();
		socket.emit('query', addTask({ behaviour: { silent: true } }));
		const taskUuid = addTask({ behaviour: { ignoreFirstQueries: 2 } });
		socket.emit('query', taskUuid);
		socket.emit('query', taskUuid);
		expect(await stays(socket, 'message')).toBe('silent');
		expect(await ask(socket, taskUuid)).toHaveLength(1);
	});

	it.each([['websocket'], ['polling']] as const)(
		'drops a %s connection in mid-query, and the client comes back',
		async (transport) => {
			const taskUuid = addTask({ behaviour: { dropOnFirstQueries: 1 } });
			const socket = open({ transports: [transport] });
			await event(socket, 'connect');
			socket.emit('query', taskUuid);
			const [reason] = await event(socket, 'disconnect');
			expect(['transport close', 'transport error']).toContain(reason);
			await event(socket, 'connect');
			expect(await ask(socket, taskUuid)).toHaveLength(1);
			expect(simulator.connections.everOpened).toBe(2);
		},
	);

	it('drops all connections at any time', async () => {
		const socket = open();
		await event(socket, 'connect');
		simulator.dropConnections();
		await event(socket, 'disconnect');
		await event(socket, 'connect');
	});

	it('disconnects from its side, and the client stays away', async () => {
		const socket = open();
		await event(socket, 'connect');
		socket.emit('query', addTask({ behaviour: { disconnectOnFirstQueries: 1 } }));
		expect((await event(socket, 'disconnect'))[0]).toBe('io server disconnect');
		expect(await stays(socket, 'connect')).toBe('silent');
		const other = open();
		await event(other, 'connect');
		simulator.disconnectClients();
		expect((await event(other, 'disconnect'))[0]).toBe('io server disconnect');
	});

	it('puts the payload into a later argument', async () => {
		const taskUuid = addTask();
		const socket = open();
		for (const payloadArgument of [0, 1, 2] as const) {
			simulator.behaviour.payloadArgument = payloadArgument;
			const answer = await ask(socket, taskUuid);
			expect(answer).toHaveLength(payloadArgument + 1);
			expect(answer[payloadArgument]).toMatchObject({ taskUuid });
		}
	});

	it('sends messages about other uuids first', async () => {
		const taskUuid = addTask({ behaviour: { othersBefore: 2 } });
		const socket = open();
		const received = messages(socket, 3);
		socket.emit('query', taskUuid);
		const uuids = (await received).map((message) => message.taskUuid);
		expect(uuids.indexOf(taskUuid)).toBe(2);
		expect(new Set(uuids).size).toBe(3);
	});

	it('answers out of order', async () => {
		simulator.behaviour.reverseAnswersWithinMs = 30;
		const uuids = [addTask(), addTask(), addTask()];
		const socket = open();
		const received = messages(socket, 3);
		for (const taskUuid of uuids) socket.emit('query', taskUuid);
		expect((await received).map((message) => message.taskUuid)).toEqual([...uuids].reverse());
	});

	it('answers late', async () => {
		const socket = open();
		await event(socket, 'connect');
		const begun = Date.now();
		await ask(socket, addTask({ behaviour: { answerDelayMs: 40 } }));
		expect(Date.now() - begun).toBeGreaterThanOrEqual(38);
	});

	it.each([
		[{ omitFields: ['jobStatus', 'jobMetricPayload'] }, { taskUuid: 'x' }],
		[
			{ overrideFields: { jobStatus: 7, jobMetricPayload: [] } },
			{ taskUuid: 'x', jobStatus: 7, jobMetricPayload: [] },
		],
		[{ replacePayload: 'nonsense' }, 'nonsense'],
		[{ replacePayload: null }, null],
		[{ replacePayload: [1] }, [1]],
	])('misshapes the message with %j', async (behaviour, expected) => {
		expect(await ask(open(), addTask({ taskUuid: 'x', behaviour }))).toEqual([expected]);
	});

	it('sends a message of 20 MB', async () => {
		const padBytes = 20 * 1024 * 1024;
		const [message] = await ask(open(), addTask({ behaviour: { padBytes } }));
		expect((message as { padding: string }).padding).toHaveLength(padBytes);
	});

	it('behaves again when told', async () => {
		simulator.behaviour.silent = true;
		simulator.behave();
		expect(await ask(open(), addTask())).toHaveLength(1);
	});
});

describe('the REST call', () => {
	async function check(taskUuid: string, token = ON_PREMISES_TOKEN): Promise<Response> {
		return await fetch(`${simulator.url}/api/task/check_progress/${taskUuid}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		});
	}

	async function body(taskUuid: string): Promise<unknown> {
		return await (await check(taskUuid)).json();
	}

	it.each([
		[{ queuedMs: 10 }, { stage: 'Created', waiting_num: 3, percentage: 0 }],
		[{ end: 'keepRunning' }, { stage: 'Generating', on_progress: ['geometry', 'texture'] }],
		[{ end: 'keepRunning', runningStage: 'Meshing' }, { stage: 'Meshing' }],
		[{}, { stage: 'Done', percentage: 100, on_progress: [] }],
		[
			{ end: 'fail', error: 'Bad input' },
			{ stage: 'Failed', message: 'Bad input' },
		],
		[{ end: 'cancel' }, { stage: 'Canceled' }],
		[{ finalStage: 'Packed' }, { stage: 'Packed' }],
	])('plays the plan %j', async (plan, expected) => {
		expect(await body(addTask(plan))).toMatchObject(expected);
	});

	it('moves a task forward in the queue', async () => {
		const taskUuid = addTask({ queuedMs: 1_000, waitingNum: 4 });
		clock.advance(600);
		expect(await body(taskUuid)).toMatchObject({ stage: 'Waiting', waiting_num: 2 });
	});

	it('offers candidates as pictures', async () => {
		const taskUuid = addTask({ end: 'needSelection', candidates: { count: 3, bytes: 5_000 } });
		const { stage, candidates } = (await body(taskUuid)) as { stage: string; candidates: string[] };
		expect(stage).toBe('NeedSelection');
		const pictures = candidates.map((candidate) => Buffer.from(candidate, 'base64'));
		expect(pictures).toHaveLength(3);
		for (const picture of pictures) {
			expect(picture.subarray(1, 4).toString()).toBe('PNG');
			expect(picture.length).toBeGreaterThan(5_000);
		}
	});

	it('leaves fields out, or sends null in them', async () => {
		const taskUuid = addTask();
		simulator.behaviour.restFields = 'stageOnly';
		expect(await body(taskUuid)).toEqual({ stage: 'Done' });
		simulator.behaviour.restFields = 'nulls';
		expect(await body(taskUuid)).toMatchObject({ stage: 'Done', message: null, candidates: null });
	});

	it('turns away a wrong token and an unknown uuid, and counts the rest', async () => {
		const taskUuid = addTask();
		expect((await check(taskUuid, 'wrong')).status).toBe(401);
		expect((await check('nobody')).status).toBe(404);
		expect((await check(taskUuid)).status).toBe(200);
		expect(simulator.connections.progressChecks.get(taskUuid)).toBe(1);
	});

	it('takes the faults every simulator has', async () => {
		simulator.faults.add({ fault: { kind: 'status', status: 503 } });
		expect((await check(addTask())).status).toBe(503);
	});
});

describe('the control routes', () => {
	async function control(method: string, path: string, json?: unknown): Promise<unknown> {
		const response = await fetch(`${simulator.url}/__control/${path}`, {
			method,
			...(json !== undefined && {
				body: JSON.stringify(json),
				headers: { 'content-type': 'application/json' },
			}),
		});
		return await response.json();
	}

	it('start a task, change the behaviour and give the record', async () => {
		const started = await control('POST', 'tasks', { end: 'fail', subscriptionKey: KEY });
		const { taskUuid } = started as { taskUuid: string };
		expect(started).toEqual({ taskUuid: expect.any(String), subscriptionKey: KEY });
		expect(await control('PATCH', 'behaviour', { payloadArgument: 1 })).toMatchObject({
			payloadArgument: 1,
		});
		expect(await ask(open(), taskUuid)).toHaveLength(2);
		expect(await control('GET', 'connections')).toMatchObject({
			everOpened: 1,
			queries: { [taskUuid]: 1 },
		});
		expect(await control('POST', 'tasks')).toEqual({
			taskUuid: expect.any(String),
			subscriptionKey: expect.any(String),
		});
	});
});
