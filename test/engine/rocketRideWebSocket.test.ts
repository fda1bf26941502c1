import type { IDataObject } from 'n8n-workflow';

import {
	addTask,
	addTasks,
	ask,
	errorOf,
	jsonsOf,
	openSockets,
	resources,
	restart,
	PROMPT_SECONDS,
	secondsSince,
	simulator,
	until,
	useSimulator,
} from './support/rocketRide';
import { startTlsFront } from '../support/tlsFront';
import type { TlsFront } from '../support/tlsFront';

useSimulator();

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

	it('gives up at the request timeout, and says what the server did instead', async () => {
		const frames = ['notJson', 'binary', 'array', 'noSeq'] as const;
		const cases = [
			[[{ wrongSeqOnFirstRequests: 1 }], /did not answer within 1 s$/],
			[[{ dropOnFirstRequests: Infinity }], /closed the connection before it had answered$/],
			[
				frames.map((frameInsteadOfAnswer) => ({ frameInsteadOfAnswer })),
				/did not answer within 1 s$/,
			],
		] as const;
		const begun = Date.now();
		const runs = cases.map(async ([behaviours, words], row) => {
			const tokens = behaviours.map((behaviour, column) =>
				addTask({ taskToken: `task-${row}-${column}`, behaviour }),
			);
			const result = await ask({ transport: 'webSocket', tokens, options: { requestTimeout: 1 } });
			expect(errorOf(result).message).toMatch(words);
		});
		await Promise.all(runs);
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		// One each, and two more with pauses of 250 ms and 500 ms for the one that was dropped: the last
		// may be held up on a busy machine.
		expect(simulator.sockets.everOpened).toBeGreaterThanOrEqual(4);
		expect(simulator.sockets.everOpened).toBeLessThanOrEqual(5);
	});

	it('reports a frame of 20 MB at once, and cuts the connection', async () => {
		const before = resources();
		const begun = Date.now();
		const tokens = [addTask({ behaviour: { frameInsteadOfAnswer: 'huge' } })];
		const result = await ask({ transport: 'webSocket', tokens });
		expect(errorOf(result).message).toMatch(/sent more than 10485760 bytes/);
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		expect(simulator.sockets.everOpened).toBe(1);
		await until(() => resources() === before);
	});

	it('cuts off a server that goes on sending after the end', async () => {
		const tokens = addTasks(3, { behaviour: { answerDelayMs: 100, framesBeforeAnswer: ['huge'] } });
		const good = addTask();
		const bad = addTask({ taskToken: 'bad', behaviour: { bodyStyle: 'noState' } });
		const begun = Date.now();
		await ask({ transport: 'webSocket', tokens: [...tokens, good, bad] });
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
	});

	it('opens a dropped connection again and asks again', async () => {
		const begun = Date.now();
		const bad = addTask({ taskToken: 'bad', behaviour: { dropOnFirstRequests: 2 } });
		const slow = addTasks(10, { behaviour: { answerDelayMs: 50 } });
		const jsons = jsonsOf(await ask({ transport: 'webSocket', tokens: [...slow, bad] }));
		expect(jsons.map(({ state }) => state)).toEqual(Array(11).fill('succeeded'));
		expect(simulator.sockets).toMatchObject({ everOpened: 3, everAuthenticated: 3 });
		// 250 ms and 500 ms of pause.
		expect(secondsSince(begun)).toBeGreaterThan(0.7);
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
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		await restart();
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
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		expect(simulator.sockets.refused).toBe(1);
	});

	it('explains HTTP 403, which the server says at a wrong path and to too many at once', async () => {
		simulator.behaviour.refuseUpgradeStatus = 403;
		const options = { requestTimeout: 1 };
		const { message, description } = errorOf(
			await ask({ transport: 'webSocket', tokens: ['x'], options }),
		);
		expect(message).toMatch(/does not accept another WebSocket connection \(HTTP 403\)$/);
		expect(description).toContain('wrong path');
	});

	it('signs in again, once, when the server has forgotten who asks', async () => {
		const slow = addTasks(20, { behaviour: { answerDelayMs: 20 } });
		const running = ask({
			transport: 'webSocket',
			tokens: slow,
			options: { maxConcurrency: 4 },
		});
		await until(() => simulator.sockets.commands.get('rrext_get_task_status') === 4);
		simulator.signOut();
		expect(jsonsOf(await running).map(({ state }) => state)).toEqual(Array(20).fill('succeeded'));
		expect(simulator.sockets.everAuthenticated).toBe(2);
	});

	it('takes a fault of the sign-in for a fault of the server, whatever key', async () => {
		simulator.behaviour.authFault = 'Bad request';
		const { message } = errorOf(await ask({ transport: 'webSocket', tokens: ['x'] }));
		expect(message).toMatch(/cannot answer at the moment: Bad request$/);
	});

	it('goes on after a sign-in that failed while a lost connection was opened again', async () => {
		const tokens = [addTask({ behaviour: { dropOnFirstRequests: 1 } })];
		const running = ask({ transport: 'webSocket', tokens, options: { requestTimeout: 60 } });
		await until(() => simulator.sockets.commands.get('rrext_get_task_status') === 1);
		simulator.behaviour.authFault = 'Bad request';
		await until(() => (simulator.sockets.commands.get('auth') ?? 0) >= 2);
		simulator.behave();
		expect(jsonsOf(await running)[0]?.state).toBe('succeeded');
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
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		// The server's half of an upgrade that it ignores has nobody to close it.
		simulator.traffic.cut();
	});

	it.each(['ignoreUpgrade', 'silentAuth'] as const)('can be stopped with %s', async (behaviour) => {
		simulator.behaviour[behaviour] = true;
		const before = resources();
		const socketsBefore = openSockets();
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
		expect(secondsSince(begun)).toBeLessThan(PROMPT_SECONDS);
		// Of the upgrade that the server ignores, its own half is left: nobody there closes it.
		await until(() => openSockets() === socketsBefore + (behaviour === 'ignoreUpgrade' ? 1 : 0));
		simulator.traffic.cut();
		await until(() => resources() === before);
	});

	describe('with a certificate that nobody has signed', () => {
		let front: TlsFront;

		beforeEach(async () => {
			front = await startTlsFront(simulator.url);
		});
		afterEach(() => front.close());

		const lookOverTls = async (credential: IDataObject) =>
			await ask({ transport: 'webSocket', tokens: [addTask()], baseUrl: front.url, credential });

		it.each([{}, { allowUnauthorizedCerts: false }, { allowUnauthorizedCerts: 'true' }])(
			'says so, and asks nothing: %j',
			async (credential) => {
				const { message } = errorOf(await lookOverTls(credential));
				expect(message).toMatch(/The TLS certificate of 127\.0\.0\.1:\d+ is not trusted/);
				expect(simulator.sockets.everOpened).toBe(0);
			},
		);

		it('is obeyed when the credential ignores SSL issues', async () => {
			const result = await lookOverTls({ allowUnauthorizedCerts: true });
			expect(jsonsOf(result)[0]?.state).toBe('succeeded');
		});
	});
});
