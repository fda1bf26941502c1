import { once } from 'node:events';

import { WebSocketServer } from 'ws';

import { rocketRide } from '../../nodes/providers/rocketRide';
import { connect as connectRocketRide } from '../../nodes/providers/rocketRide/session';
import type { ProviderSession } from '../../nodes/providers/provider';
import type { TaskRequestError } from '../../nodes/task/errors';
import { ROCKET_RIDE_KEY } from '../simulators/rocketRide';
import {
	addTask,
	clock,
	openSockets,
	PROMPT_SECONDS,
	secondsSince,
	simulator,
	until,
	useSimulator,
} from './support/rocketRide';

const PING_INTERVAL_MS = 15_000;

/** Four of them without an answer; the fifth finds the connection dead. */
const DEAD_AFTER_PINGS = 5;

const never = new AbortController().signal;

function isInDoubt(message: string | undefined): boolean {
	return message?.startsWith('In doubt') ?? false;
}

function connect(
	baseUrl: string,
	apiKey = ROCKET_RIDE_KEY,
	requestTimeoutMs = 1000,
): ProviderSession {
	return connectRocketRide({
		baseUrl,
		credential: { apiKey },
		requestTimeoutMs,
		request: async () => await Promise.reject(new Error('No HTTP in this test')),
		now: () => new Date(),
	});
}

/** Only intervals: the sockets need the rest. */
function fakeIntervals(): void {
	jest.useFakeTimers({
		doNotFake: [
			'Date',
			'hrtime',
			'nextTick',
			'performance',
			'queueMicrotask',
			'setImmediate',
			'clearImmediate',
			'setTimeout',
			'clearTimeout',
		],
	});
}

afterEach(() => jest.useRealTimers());

describe('a session', () => {
	useSimulator();

	it('lists every task of the server, without any token', async () => {
		const session = connect(simulator.url);
		addTask({ projectId: 'one', end: 'complete' });
		addTask({ projectId: 'two', end: 'serve' });
		addTask({ projectId: 'three', end: 'fail', taskToken: 'tk_secret' });
		addTask({ projectId: 'tk_in_the_name', end: 'stopped' });
		const tasks = (await session.listTasks?.(never))?.answers ?? [];
		expect(rocketRide.canListTasks).toBe(true);
		expect(tasks.map(({ task }) => [task.state, task.ref.projectId, task.ref.source])).toEqual([
			['succeeded', 'one', 'webhook_1'],
			['running', 'two', 'webhook_1'],
			['failed', 'three', 'webhook_1'],
			['canceled', 'tk_in_the_name', 'webhook_1'],
		]);
		expect(JSON.stringify(tasks.map(({ task, raw }) => [task.details, raw]))).not.toMatch(/tk_\w/);
		clock.advance(6 * 60_000);
		expect((await session.listTasks?.(never))?.answers).toHaveLength(1);
		await session.close();
	});

	it('tells ends in the list apart, where the row alone cannot', async () => {
		const session = connect(simulator.url);
		addTask({ projectId: 'clean', end: 'cleanExitBug', failedCount: 0, errors: [] });
		addTask({ projectId: 'failed', end: 'fail' });
		addTask({ projectId: 'killed', end: 'killed' });
		simulator.rerun(addTask({ projectId: 'lost' }), {}, { losesExit: true });
		addTask({ projectId: 'bare', end: 'bareFailure', failedCount: 0, errors: [] });
		const tasks = (await session.listTasks?.(never))?.answers ?? [];
		expect(
			tasks.map(({ task }) => [task.ref.projectId, task.state, isInDoubt(task.failure?.message)]),
		).toEqual([
			['clean', 'succeeded', false],
			['failed', 'failed', false],
			['killed', 'canceled', false],
			['lost', 'canceled', true],
			['bare', 'failed', true],
		]);
		await session.close();
	});

	it("takes no other user's exit for this one's: each row is told by its own, or in doubt", async () => {
		const session = connect(simulator.url);
		const named = { projectId: 'shared', source: 'webhook_1' };
		addTask({ ...named, user: 'one', end: 'fail' });
		addTask({ ...named, user: 'two', end: 'cleanExitBug', failedCount: 0, errors: [] });
		addTask({ ...named, user: 'three', end: 'complete' });
		const tasks = ((await session.listTasks?.(never))?.answers ?? []).map(({ task }) => task);
		expect(tasks.map(({ state }) => state)).toEqual(['failed', 'failed', 'succeeded']);
		// The server tells the first one's token only: the second end stays in doubt.
		expect(tasks.map(({ failure }) => isInDoubt(failure?.message))).toEqual([false, true, false]);
		expect(tasks[1]?.failure?.message).not.toContain('Pipeline failed');
		expect(new Set(tasks.map(({ ref }) => rocketRide.identityOf(ref))).size).toBe(3);
		expect(tasks.map(({ ref }) => ref)).toEqual(
			tasks.map(({ taskId }) => ({ id: taskId, ...named })),
		);
		await session.close();
	});

	it('refuses the token of a task for a key, before anything is sent', async () => {
		const session = connect(simulator.url, addTask());
		await expect(session.listTasks?.(never)).rejects.toMatchObject({ kind: 'credential' });
		expect(simulator.stats().connectionCount).toBe(0);
		await session.close();
	});

	it('lists nothing with a wrong key', async () => {
		const session = connect(simulator.url, 'wrong');
		for (let time = 0; time < 3; time++) {
			await expect(session.listTasks?.(never)).rejects.toMatchObject({ kind: 'credential' });
		}
		expect(simulator.sockets.everOpened).toBe(1);
		await session.close();
	});

	it('pings while it is open, and not afterwards', async () => {
		fakeIntervals();
		const session = connect(simulator.url);
		await session.listTasks?.(never);
		for (let ping = 1; ping <= 3; ping++) {
			jest.advanceTimersByTime(PING_INTERVAL_MS);
			await until(() => simulator.sockets.pings === ping);
			// The answer to the ping comes after the server has counted it.
			await session.listTasks?.(never);
		}
		expect(simulator.sockets.everOpened).toBe(1);
		await session.close();
		expect(jest.getTimerCount()).toBe(0);
	});

	it('begins the back-off anew after each answer', async () => {
		const session = connect(simulator.url, ROCKET_RIDE_KEY, 1500);
		const ref = { transport: 'webSocket', taskToken: addTask() };
		for (let drops = 0; drops < 5; drops++) {
			// Otherwise the pauses were 250 ms more each time, and the last one of 1 s.
			expect((await session.getTask(ref, never)).task.state).toBe('succeeded');
			simulator.dropConnections();
			await until(() => simulator.sockets.open === 0);
		}
		expect(simulator.sockets.everOpened).toBe(5);
		await session.close();
	});

	it('takes no question after its end', async () => {
		const session = connect(simulator.url);
		await session.close();
		for (const transport of ['http', 'webSocket']) {
			await expect(session.getTask({ transport, taskToken: 'x' }, never)).rejects.toMatchObject({
				kind: 'canceled',
			});
		}
		expect(simulator.stats().connectionCount).toBe(0);
	});

	it('ends while a question is under way', async () => {
		const session = connect(simulator.url);
		const taskToken = addTask({ behaviour: { silent: true } });
		const asking = session.getTask({ transport: 'webSocket', taskToken }, never);
		const ended = expect(asking).rejects.toMatchObject({ kind: 'canceled' });
		await until(() => simulator.sockets.subjects.has(taskToken));
		await session.close();
		await ended;
	});
});

describe('a server of another make', () => {
	let server: WebSocketServer;

	/** Answers every request well, except for what a test changes. */
	async function serve(
		change: (request: { command: string }, answer: object) => object,
	): Promise<string> {
		server = new WebSocketServer({ host: '127.0.0.1', port: 0, autoPong: false });
		server.on('connection', (socket) =>
			socket.on('message', (data) => {
				const request = JSON.parse(String(data)) as { seq: number; command: string };
				const good = { type: 'response', request_seq: request.seq, success: true };
				const body = { state: 5, completed: true, tasks: [] };
				socket.send(JSON.stringify(change(request, { ...good, body })));
			}),
		);
		await once(server, 'listening');
		return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
	}

	afterEach(async () => {
		for (const socket of server.clients) socket.terminate();
		await new Promise((resolve) => server.close(resolve));
		await until(() => openSockets() === 0);
	});

	it('may list rows that cannot be read: they hide no other', async () => {
		const good = {
			id: 'a079c836.webhook_1',
			projectId: 'p',
			source: 's',
			state: 5,
			completed: true,
		};
		const tasks = [null, { ...good, state: null }, good, { ...good, id: null }, 'row', {}];
		const session = connect(
			await serve(({ command }, answer) =>
				command === 'rrext_dashboard' ? { ...answer, body: { tasks } } : answer,
			),
		);
		const list = await session.listTasks?.(never);
		expect(list?.answers.map(({ task }) => [task.taskId, task.state])).toEqual([
			[good.id, 'succeeded'],
		]);
		expect(list?.faults.map((fault) => (fault as TaskRequestError).kind)).toEqual(
			Array(5).fill('protocol'),
		);
		await session.close();
	});

	it('that does not answer pings is taken for dead, and asked over a new connection', async () => {
		fakeIntervals();
		const session = connect(await serve((_request, answer) => answer));
		let connections = 0;
		server.on('connection', () => (connections += 1));
		await session.listTasks?.(never);
		jest.advanceTimersByTime(PING_INTERVAL_MS * (DEAD_AFTER_PINGS - 1));
		await session.listTasks?.(never);
		expect(server.clients.size).toBe(1);
		jest.advanceTimersByTime(PING_INTERVAL_MS * DEAD_AFTER_PINGS);
		await until(() => server.clients.size === 0);
		await session.listTasks?.(never);
		expect(connections).toBe(2);
		await session.close();
	});

	it.each([
		['after its end', {}],
		['after a frame that is too large', { padding: 'x'.repeat(11_000_000) }],
	])('that never closes its side is left all the same: %s', async (_when, extra) => {
		const session = connect(
			await serve((request, answer) =>
				request.command === 'auth' ? answer : { ...answer, ...extra },
			),
		);
		server.on('connection', (socket) =>
			// From the second request on it reads nothing any more, no farewell either.
			socket.on('message', (data) => {
				if (!String(data).includes('"auth"')) socket.pause();
			}),
		);
		const asking = session.listTasks?.(never).catch((error: unknown) => error);
		expect(await asking).toMatchObject('padding' in extra ? { kind: 'protocol' } : { answers: [] });
		const begun = Date.now();
		if (!('padding' in extra)) await session.close();
		// What may be left is the server's half.
		await until(() => openSockets() <= 1);
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		await session.close();
	});

	it.each([
		['a flood of events', { type: 'event', event: 'output' }, 'timeout'],
		['an answer without success', { success: undefined }, 'unavailable'],
		['a body that is a text', { body: 'x' }, 'protocol'],
		[
			'a body that inherits',
			JSON.parse('{"body":{"__proto__":{"state":5}}}') as object,
			'protocol',
		],
	])('may send %s', async (_what, wrong, kind) => {
		const session = connect(
			await serve((request, answer) =>
				request.command === 'auth' ? answer : { ...answer, ...wrong },
			),
		);
		await expect(
			session.getTask({ transport: 'webSocket', taskToken: 'x' }, never),
		).rejects.toMatchObject({ kind });
		await session.close();
	});
});
