import WebSocket from 'ws';
import {
	ROCKET_RIDE_KEY,
	startRocketRide,
	type RocketRideOptions,
	type RocketRideSimulator,
	type TaskBehaviour,
} from '../../simulators/rocketRide';
import { ManualClock } from '../../simulators/support';

type Frame = Record<string, unknown>;

const clock = new ManualClock();
let simulator: RocketRideSimulator;

/** The plainest client: it keeps every frame, and knows nothing of the protocol. */
class PlainClient {
	readonly frames: Array<Frame | Buffer | string> = [];
	readonly socket: WebSocket;
	closeCode: number | undefined;
	private seq = 0;

	constructor(path = '/task/service') {
		this.socket = new WebSocket(simulator.url.replace('http', 'ws') + path);
		this.socket.on('error', () => undefined);
		this.socket.on('close', (code) => (this.closeCode = code));
		this.socket.on('message', (data, isBinary) => {
			this.frames.push(isBinary ? (data as Buffer) : parsed(String(data)));
		});
	}

	async opened(): Promise<this> {
		await new Promise((resolve) => this.socket.once('open', resolve));
		return this;
	}

	async closed(): Promise<number> {
		await until(() => this.closeCode !== undefined);
		return this.closeCode ?? 0;
	}

	send(command: string, args: Frame = {}, root: Frame = {}): number {
		this.seq += 1;
		const request = { type: 'request', seq: this.seq, command, arguments: args, ...root };
		this.socket.send(JSON.stringify(request));
		return this.seq;
	}

	async ask(command: string, args: Frame = {}, root: Frame = {}): Promise<Frame> {
		const seq = this.send(command, args, root);
		const isAnswer = (frame: unknown): boolean => (frame as Frame).request_seq === seq;
		await until(() => this.frames.some(isAnswer));
		return this.frames.find(isAnswer) as Frame;
	}

	async auth(key = ROCKET_RIDE_KEY): Promise<Frame> {
		return await this.ask('auth', { auth: key, clientName: 'plain' });
	}

	events(name: string): Frame[] {
		return (this.frames as Frame[]).filter(({ event }) => event === name);
	}
}

function parsed(text: string): Frame | string {
	try {
		return JSON.parse(text) as Frame;
	} catch {
		return text;
	}
}

async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

async function until(holds: () => boolean): Promise<void> {
	const deadline = Date.now() + 3_000;
	while (!holds()) {
		if (Date.now() > deadline) throw new Error('It did not happen in time');
		await pause(2);
	}
}

async function connect(): Promise<PlainClient> {
	const client = await new PlainClient().opened();
	await client.auth();
	return client;
}

async function restart(options: RocketRideOptions): Promise<void> {
	await simulator.close();
	simulator = await startRocketRide({ clock, ...options });
}

function addTask(behaviour: Partial<TaskBehaviour> = {}): { token: string } {
	return { token: simulator.addTask({ behaviour }).taskToken };
}

beforeEach(async () => {
	simulator = await startRocketRide({ clock, eventIntervalMs: 0 });
});

afterEach(async () => await simulator.close());

describe('auth', () => {
	it('opens the socket for commands', async () => {
		const client = await new PlainClient().opened();
		expect(await client.auth()).toMatchObject({
			type: 'response',
			request_seq: 1,
			command: 'auth',
			success: true,
		});
		expect(simulator.sockets).toMatchObject({ everOpened: 1, open: 1, everAuthenticated: 1 });
		expect(simulator.sockets.clientNames).toEqual(['plain']);
	});

	it.each([
		['auth', { auth: 'wrong' }, 'Invalid authorization provided'],
		['auth', {}, 'No authorization provided'],
		['auth', { auth: 'tk_dead' }, 'Bad request'],
		['rrext_dashboard', {}, 'Not authenticated'],
	])('fails for %s %j and closes with 1000', async (command, args, message) => {
		const client = await new PlainClient().opened();
		expect(await client.ask(command, args)).toMatchObject({ success: false, message });
		expect(await client.closed()).toBe(1000);
	});

	it('may be tried five times on a socket', async () => {
		const client = await new PlainClient().opened();
		for (let attempt = 0; attempt < 5; attempt += 1) {
			expect(await client.auth()).toMatchObject({ success: true });
		}
		expect(await client.auth()).toMatchObject({
			success: false,
			message: 'Too many authentication attempts',
		});
		expect(await client.closed()).toBe(1000);
	});

	it('ends with deauth: the socket stays, and takes nothing but another auth', async () => {
		const client = await connect();
		expect(await client.ask('rrext_ping')).toMatchObject({ success: true, body: { pong: true } });
		expect(await client.ask('deauth')).toMatchObject({ success: true });
		expect(await client.auth()).toMatchObject({ success: true });
		simulator.signOut();
		expect(await client.ask('rrext_ping')).toMatchObject({ message: 'Not authenticated' });
		expect(await client.closed()).toBe(1000);
	});

	it('takes the token of a task for a key, to that task alone', async () => {
		const { token } = addTask();
		const client = await new PlainClient().opened();
		await client.auth(token);
		const other = simulator.addTask({ end: 'fail' }).taskToken;
		expect(await client.ask('rrext_get_task_status', { token: other })).toMatchObject({
			body: { state: 5 },
		});
	});

	it('is due: an eleventh socket without it is refused', async () => {
		const clients = await Promise.all(
			Array.from({ length: 10 }, async () => await new PlainClient().opened()),
		);
		const refused = new PlainClient();
		expect(await refused.closed()).toBe(1006);
		expect(simulator.sockets.refused).toBe(1);
		await clients[0]?.auth();
		await new PlainClient().opened();
	});
});

describe('commands', () => {
	it('give the status by the token at the root or in the arguments', async () => {
		const client = await connect();
		const { token } = addTask();
		const expected = { success: true, body: { state: 5, completed: true, source: 'webhook_1' } };
		expect(await client.ask('rrext_get_task_status', { token })).toMatchObject(expected);
		expect(await client.ask('rrext_get_task_status', {}, { token })).toMatchObject(expected);
		simulator.behaviour.legacyRootTokenOnly = true;
		expect(await client.ask('rrext_get_task_status', {}, { token })).toMatchObject(expected);
		expect(await client.ask('rrext_get_task_status', { token })).toMatchObject({ success: false });
	});

	it('fail with the words of the sheet, and with a code on newer servers', async () => {
		const client = await connect();
		const ask = async () => await client.ask('rrext_get_task_status', { token: 'nobody' });
		const failure = { success: false, message: 'Your pipeline is not running' };
		expect(await ask()).toMatchObject(failure);
		expect(await ask()).not.toHaveProperty('code');
		simulator.behaviour.errorCodes = true;
		expect(await ask()).toMatchObject({ ...failure, code: 'TASK_NOT_REGISTERED' });
		expect(await client.ask('rrext_get_task_status')).toMatchObject({
			message: 'Task token is required',
		});
		expect(await client.ask('toString')).toMatchObject({ success: false });
	});

	it('list tasks: all of them without tokens, the running ones with', async () => {
		const client = await connect();
		simulator.addTask({ projectId: 'finished', end: 'fail' });
		const { taskToken } = simulator.addTask({ projectId: 'running', end: 'serve' });
		const { body } = await client.ask('rrext_dashboard');
		const { tasks } = body as { tasks: Frame[] };
		expect(tasks).toMatchObject([
			{ projectId: 'finished', completed: true, state: 6, exitCode: 1, totalCount: 5 },
			{ projectId: 'running', completed: false, state: 3, exitCode: null, endTime: null },
		]);
		expect(JSON.stringify(tasks)).not.toContain('tk_');
		expect((await client.ask('rrext_get_tasks')).body).toMatchObject({
			tasks: [{ token: taskToken, source: 'webhook_1' }],
		});
		const named = { projectId: 'running', source: 'webhook_1' };
		expect((await client.ask('rrext_get_token', named)).body).toEqual({ token: taskToken });
		expect(await client.ask('rrext_get_token', {})).toMatchObject({ success: false });
	});

	it("name rows by the token's hash, so that two users have two; the first one's token is told", async () => {
		const client = await connect();
		const named = { projectId: 'shared', source: 'webhook_1' };
		const users = ['one', 'two'].map((user) => simulator.addTask({ ...named, user }).taskToken);
		const { body } = await client.ask('rrext_dashboard');
		expect((body as { tasks: Frame[] }).tasks.map(({ id }) => id)).toEqual(
			users.map((token) => `${token.slice(3, 11)}.webhook_1`),
		);
		expect((await client.ask('rrext_get_token', named)).body).toEqual({ token: users[0] });
	});

	it('stop a task', async () => {
		const client = await connect();
		const token = simulator.addTask({ end: 'serve' }).taskToken;
		expect(await client.ask('terminate', { token })).toMatchObject({ success: true });
		const { body } = await client.ask('rrext_get_task_status', { token });
		expect(body).toMatchObject({ state: 6, exitCode: 0, completed: true });
	});

	it('ignore what is no request, and count pings', async () => {
		const client = await connect();
		for (const frame of ['nonsense', '[]', 'null', '{"type":"request"}', Buffer.from([1])]) {
			client.socket.send(frame);
		}
		client.socket.ping();
		expect(await client.ask('rrext_dashboard')).toMatchObject({ success: true });
		expect(simulator.sockets.pings).toBe(1);
	});
});

describe('events', () => {
	it('tell a subscriber of one task, at once and at each change', async () => {
		const client = await connect();
		const { taskToken: token } = simulator.addTask({ runningMs: 1_000 });
		await client.ask('rrext_monitor', { token, types: ['summary', 'task'] });
		expect(client.events('apaevt_status_update')).toMatchObject([{ body: { state: 3 } }]);
		simulator.publishEvents();
		clock.advance(1_000);
		simulator.publishEvents();
		clock.advance(10);
		simulator.rerun(token);
		simulator.publishEvents();
		await client.ask('rrext_dashboard');
		const states = client.events('apaevt_status_update').map(({ body }) => (body as Frame).state);
		expect(states).toEqual([3, 5, 3]);
		const actions = client.events('apaevt_task').map(({ body }) => (body as Frame).action);
		expect(actions).toEqual(['running', 'end', 'restart']);
	});

	it('tell a subscriber of all tasks, until it unsubscribes', async () => {
		const client = await connect();
		await client.ask('rrext_monitor', { token: '*', types: ['task'] });
		const begun = simulator.addTask({ projectId: 'new', end: 'serve' });
		simulator.publishEvents();
		await client.ask('rrext_monitor', { token: '*', types: [] });
		simulator.addTask();
		simulator.publishEvents();
		await client.ask('rrext_dashboard');
		expect(client.events('apaevt_task').slice(1)).toMatchObject([
			{ body: { action: 'begin', projectId: begun.projectId, source: begun.source } },
		]);
		expect(await client.ask('rrext_monitor', { token: 'nobody' })).toMatchObject({
			success: false,
		});
	});

	it('come by themselves in real time', async () => {
		await restart({ eventIntervalMs: 5 });
		const client = await connect();
		await client.ask('rrext_monitor', { token: '*', types: ['summary'] });
		addTask();
		await until(() => client.events('apaevt_status_update').length === 1);
	});
});

describe('a socket that misbehaves', () => {
	it.each([401, 404, 502])('is refused with HTTP %i', async (status) => {
		simulator.behaviour.refuseUpgradeStatus = status;
		const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/task/service`);
		const [error] = await new Promise<Error[]>((resolve) =>
			socket.once('error', (reason) => resolve([reason])),
		);
		expect(error?.message).toBe(`Unexpected server response: ${status}`);
	});

	it('is not found at another path, and never opened on command', async () => {
		expect(await new PlainClient('/other').closed()).toBe(1006);
		simulator.behaviour.ignoreUpgrade = true;
		const client = new PlainClient();
		await until(() => simulator.sockets.refused === 2);
		expect(client.socket.readyState).toBe(WebSocket.CONNECTING);
	});

	it('never answers auth', async () => {
		simulator.behaviour.silentAuth = true;
		const client = await new PlainClient().opened();
		client.send('auth', { auth: ROCKET_RIDE_KEY });
		await pause(30);
		expect(client.frames).toEqual([]);
	});

	it('is silent, or ignores the first requests', async () => {
		const client = await connect();
		client.send('rrext_get_task_status', addTask({ silent: true }));
		const task = addTask({ ignoreFirstRequests: 2 });
		client.send('rrext_get_task_status', task);
		client.send('rrext_get_task_status', task);
		expect(await client.ask('rrext_get_task_status', task)).toMatchObject({ request_seq: 5 });
		expect(client.frames).toHaveLength(2);
	});

	it('is dropped in mid-request', async () => {
		const task = addTask({ dropOnFirstRequests: 1 });
		const client = await connect();
		client.send('rrext_get_task_status', task);
		expect(await client.closed()).toBe(1006);
		const again = await connect();
		expect(await again.ask('rrext_get_task_status', task)).toMatchObject({ success: true });
		simulator.dropConnections();
		expect(await again.closed()).toBe(1006);
		expect(simulator.sockets).toMatchObject({ everOpened: 2, open: 0 });
	});

	it('is closed by a restart of the engine', async () => {
		const client = await connect();
		simulator.restart();
		expect(await client.closed()).toBe(1006);
	});

	it('answers with a sequence number nobody asked with', async () => {
		const client = await connect();
		const task = addTask({ wrongSeqOnFirstRequests: 1 });
		client.send('rrext_get_task_status', task);
		await until(() => client.frames.length === 2);
		expect(client.frames[1]).toMatchObject({ request_seq: 1_000_002, success: true });
		expect(await client.ask('rrext_get_task_status', task)).toMatchObject({ success: true });
	});

	it('sends events and stray frames before the answer', async () => {
		const client = await connect();
		const task = addTask({
			eventsBeforeAnswer: 2,
			framesBeforeAnswer: ['notJson', 'binary', 'array', 'noSeq'],
		});
		expect(await client.ask('rrext_get_task_status', task)).toMatchObject({ success: true });
		const [, first, second, notJson, binary, array, noSeq] = client.frames;
		expect([first, second]).toMatchObject([{ type: 'event' }, { type: 'event' }]);
		expect(typeof notJson).toBe('string');
		expect(Buffer.isBuffer(binary)).toBe(true);
		expect(Array.isArray(array)).toBe(true);
		expect(noSeq).not.toHaveProperty('request_seq');
	});

	it('sends a huge frame in place of the answer', async () => {
		const client = await connect();
		client.send('rrext_get_task_status', addTask({ frameInsteadOfAnswer: 'huge' }));
		await until(() => client.frames.length === 2);
		expect((client.frames[1] as { body: string }).body.length).toBeGreaterThan(20_000_000);
	});

	it('answers late and out of order', async () => {
		simulator.behaviour.reverseAnswersWithinMs = 20;
		simulator.behaviour.answerDelayMs = 20;
		const client = await connect();
		const begun = Date.now();
		for (let request = 0; request < 3; request += 1) {
			client.send('rrext_get_task_status', addTask());
		}
		await until(() => client.frames.length === 4);
		expect(Date.now() - begun).toBeGreaterThanOrEqual(38);
		const order = client.frames.slice(1).map((frame) => (frame as Frame).request_seq);
		expect(order).toEqual([4, 3, 2]);
	});
});
