import {
	ROCKET_RIDE_KEY,
	startRocketRide,
	type NewTask,
	type RocketRideOptions,
	type RocketRideSimulator,
} from '../../simulators/rocketRide';
import { ManualClock } from '../../simulators/support';

const MINUTE = 60_000;
const clock = new ManualClock();
let simulator: RocketRideSimulator;

async function restart(options: RocketRideOptions = {}): Promise<void> {
	await simulator.close();
	simulator = await startRocketRide({ clock, serviceMs: 1, ...options });
}

async function call(path: string, key = `Bearer ${ROCKET_RIDE_KEY}`, method = 'GET') {
	const response = await fetch(simulator.url + path, { method, headers: { authorization: key } });
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function status(taskToken: string): Promise<Record<string, unknown>> {
	const { body } = await call(`/task?token=${encodeURIComponent(taskToken)}`);
	return body.data as Record<string, unknown>;
}

function addTask(newTask: NewTask = {}): string {
	return simulator.addTask(newTask).taskToken;
}

const NOT_RUNNING = {
	status: 400,
	body: {
		status: 'Error',
		error: { message: 'Your pipeline is not running', file: 'client.py', lineno: 301 },
	},
};

beforeEach(async () => {
	simulator = await startRocketRide({ clock, serviceMs: 1 });
});

afterEach(async () => await simulator.close());

describe('the status body', () => {
	it('has the fields of the captured bodies, in their order', async () => {
		expect(Object.keys(await status(addTask())).join()).toBe(
			'name,project_id,source,completed,state,startTime,endTime,debuggerAttached,status,' +
				'warnings,errors,currentObject,currentSize,notes,totalSize,totalCount,completedSize,' +
				'completedCount,failedSize,failedCount,wordsSize,wordsCount,rateSize,rateCount,' +
				'serviceUp,exitCode,exitMessage,pipeflow,metrics,tokens',
		);
	});

	it.each<[NewTask, Record<string, unknown>]>([
		[{ end: 'complete' }, { state: 5, exitCode: 0, errors: [], failedCount: 0, completedCount: 5 }],
		[{ end: 'itemErrors' }, { state: 5, exitCode: 0, failedCount: 1, completedCount: 4 }],
		[{ end: 'stopped' }, { state: 6, exitCode: 0, exitMessage: '' }],
		[{ end: 'idleTimeout' }, { state: 6, exitCode: 0, exitMessage: '' }],
		[{ end: 'killed' }, { state: 6, exitCode: -15, exitMessage: 'Stopped' }],
		[{ end: 'bareFailure' }, { state: 6, exitCode: 1, exitMessage: '' }],
		[{ end: 'fail' }, { state: 6, exitCode: 1, exitMessage: 'Pipeline failed' }],
		[
			{ end: 'fail', exitMessage: 'Killed' },
			{ state: 6, exitCode: 1, exitMessage: 'Killed' },
		],
		[{ end: 'cleanExitBug' }, { state: 6, exitCode: 1, exitMessage: 'COMPLETED' }],
		[{ warnings: ['slow'] }, { state: 5, warnings: ['slow'] }],
	])('ends as planned: %j', async (plan, expected) => {
		expect(await status(addTask(plan))).toMatchObject({ completed: true, ...expected });
	});

	it('follows the clock through every state', async () => {
		const began = clock.now() / 1000;
		const token = addTask({ queuedMs: 3_000, runningMs: 2_000, stoppingMs: 2_000 });
		const seen: unknown[] = [];
		for (let second = 0; second < 8; second += 1) {
			const { state, completed, completedCount, startTime } = await status(token);
			expect(startTime).toBe(began);
			seen.push([state, completed, completedCount]);
			clock.advance(1_000);
		}
		expect(seen).toEqual([
			[0, false, 0],
			[1, false, 0],
			[2, false, 0],
			[3, false, 0],
			[3, false, 2],
			[4, false, 5],
			[4, true, 5],
			[5, true, 5],
		]);
		expect(await status(token)).toMatchObject({ endTime: began + 7 });
	});

	it('never ends a service, which has secrets in its notes', async () => {
		const token = addTask({ end: 'serve' });
		clock.advance(24 * 60 * MINUTE);
		const body = await status(token);
		expect(body).toMatchObject({ state: 3, completed: false, serviceUp: true, endTime: 0 });
		expect(JSON.stringify(body.notes)).toMatch(/tk_[0-9a-f]{32}\/pk_/);
		expect(await status(addTask({ end: 'serve', secretNotes: 'never' }))).toHaveProperty(
			'notes',
			[],
		);
		expect(JSON.stringify(await status(addTask({ secretNotes: 'always' })))).toContain('pk_');
	});

	it('comes in other styles on command', async () => {
		const token = addTask();
		const behaviour = (bodyStyle: 'nulls' | 'minimal' | 'usage' | 'noState') =>
			addTask({ behaviour: { bodyStyle } });
		const nulls = await status(behaviour('nulls'));
		expect(nulls).toMatchObject({ state: 5, exitCode: null, metrics: null, startTime: null });
		expect(await status(behaviour('minimal'))).toEqual({ state: 5, completed: true });
		expect(await status(behaviour('usage'))).not.toHaveProperty('metrics');
		expect(await status(behaviour('noState'))).not.toHaveProperty('state');
		expect(await status(token)).toHaveProperty('state', 5);
	});
});

it('POST /task starts the pipeline in the body, and gives its token', async () => {
	const pipeline = {
		project_id: 'mine',
		source: 'chat_1',
		simulate: { end: 'serve', queuedMs: 0 },
	};
	const response = await fetch(`${simulator.url}/task`, {
		method: 'POST',
		headers: { authorization: `Bearer ${ROCKET_RIDE_KEY}`, 'content-type': 'application/json' },
		body: JSON.stringify(pipeline),
	});
	const { data } = (await response.json()) as { data: { token: string } };
	expect(await status(data.token)).toMatchObject({
		project_id: 'mine',
		source: 'chat_1',
		state: 3,
	});
});

describe('the life of a token', () => {
	it('is deterministic per user, project and source, and any string can be one', async () => {
		const project = { projectId: 'p', source: 's' };
		expect(addTask(project)).toBe(addTask(project));
		expect(addTask({ ...project, user: 'other' })).not.toBe(addTask(project));
		expect(addTask({ ...project, source: 'other' })).not.toBe(addTask(project));
		expect(await status(addTask({ taskToken: 'no prefix & all' }))).toHaveProperty('state', 5);
	});

	it('ends five minutes after the run', async () => {
		const token = addTask({ runningMs: MINUTE });
		clock.advance(6 * MINUTE);
		expect(await status(token)).toHaveProperty('state', 5);
		clock.advance(1);
		expect(await call(`/task?token=${token}`)).toEqual(NOT_RUNNING);
		await restart({ sweepMs: 10 });
		const short = addTask();
		clock.advance(11);
		expect(await call(`/task?token=${short}`)).toEqual(NOT_RUNNING);
	});

	it('ends with a restart of the engine', async () => {
		const token = addTask({ end: 'serve' });
		simulator.restart();
		expect(await call(`/task?token=${token}`)).toEqual(NOT_RUNNING);
	});

	it('goes on in another run after a restart, with the old start time', async () => {
		const token = addTask();
		const { startTime, endTime } = await status(token);
		clock.advance(MINUTE);
		simulator.rerun(token, { end: 'fail', runningMs: 1_000 }, { afterMs: 500 });
		expect(await status(token)).toMatchObject({ state: 6, completed: false, startTime });
		clock.advance(500);
		expect(await status(token)).toMatchObject({ state: 3, completed: false, startTime });
		clock.advance(1_000);
		const ended = await status(token);
		expect(ended).toMatchObject({ state: 6, completed: true, exitCode: 1, startTime });
		expect(ended.endTime).not.toBe(endTime);
	});

	it.each(['complete', 'fail'] as const)(
		'may lose its exit code by a restart, however it ends: %s',
		async (end) => {
			const token = addTask();
			simulator.rerun(token, { end }, { losesExit: true });
			const lost = { state: 6, completed: true, exitCode: null, exitMessage: 'Stopped' };
			expect(await status(token)).toMatchObject(lost);
		},
	);

	it('can be stopped', async () => {
		const token = addTask({ end: 'serve', stoppingMs: 100 });
		clock.advance(MINUTE);
		const stopped = await call(`/task?token=${token}`, undefined, 'DELETE');
		expect(stopped).toEqual({ status: 200, body: { status: 'OK' } });
		expect(await status(token)).toMatchObject({ state: 4 });
		clock.advance(100);
		expect(await status(token)).toMatchObject({ state: 6, exitCode: 0, completed: true });
		expect(await call('/task?token=nobody', undefined, 'DELETE')).toEqual(NOT_RUNNING);
	});
});

describe('the errors over HTTP', () => {
	it.each([
		['Bearer wrong', 401, 'Access denied'],
		[`bearer ${ROCKET_RIDE_KEY}`, 401, 'Access denied'],
		['', 401, 'Access denied'],
		['Bearer tk_dead', 400, 'Bad request'],
		['Bearer pk_dead', 400, 'Bad request'],
	])('turn away the key "%s"', async (key, code, error) => {
		for (const path of ['/status', '/task?token=x']) {
			expect(await call(path, key)).toEqual({
				status: code,
				body: { status: 'Error', error: { error } },
			});
		}
	});

	it("tell a task's state whatever is asked, to who has its token for a key", async () => {
		const token = addTask({ end: 'fail' });
		const other = addTask();
		const { body } = await call(`/task?token=${other}`, `Bearer ${token}`);
		expect(body).toMatchObject({ data: { state: 6 } });
	});

	it('have the shape of an exception within the server on command', async () => {
		simulator.behaviour.httpFault = 'Connection closed';
		expect(await call(`/task?token=${addTask()}`)).toMatchObject({
			status: 400,
			body: { status: 'Error', error: { message: 'Connection closed' } },
		});
	});

	it('have the shapes of the sheet', async () => {
		expect(await call('/status')).toEqual({ status: 200, body: { status: 'OK', data: {} } });
		expect(await call('/task?token=nobody')).toEqual(NOT_RUNNING);
		expect(await call('/task?token=')).toMatchObject({
			status: 400,
			body: { error: { message: 'Task token is required' } },
		});
		expect(await call('/task')).toMatchObject({
			status: 422,
			body: { detail: [{ type: 'missing', loc: ['query', 'token'], msg: 'Field required' }] },
		});
	});

	it('reject what comes beyond ten at once', async () => {
		// So long that the last of them comes while the first are under way, however busy the machine.
		await restart({ serviceMs: 2_000 });
		const token = addTask();
		const answers = await Promise.all(
			Array.from({ length: 20 }, async () => await call(`/task?token=${token}`)),
		);
		const rejected = answers.filter((answer) => answer.status === 400);
		expect(rejected).toHaveLength(10);
		expect(rejected[0]?.body).toMatchObject({
			error: { message: 'server rejected WebSocket connection: HTTP 403' },
		});
		expect(simulator.concurrency).toMatchObject({ maxSeen: 11, rejected: 10, inFlight: 0 });
	});

	it('include the faults every simulator has', async () => {
		simulator.faults.add({ fault: { kind: 'status', status: 503, body: {} } });
		expect((await call('/status')).status).toBe(503);
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

	it('start, rerun and lose tasks, and change the behaviour', async () => {
		const started = await control('POST', 'tasks', { end: 'fail', projectId: 'p' });
		const { taskToken } = started as { taskToken: string };
		expect(started).toEqual({ taskToken, projectId: 'p', source: 'webhook_1' });
		await control('POST', 'rerun', { taskToken, end: 'complete' });
		expect(await status(taskToken)).toMatchObject({ state: 5 });
		await control('PATCH', 'behaviour', { bodyStyle: 'minimal' });
		expect(await status(taskToken)).toEqual({ state: 5, completed: true });
		simulator.behave();
		expect(await status(taskToken)).toHaveProperty('name');
		await control('POST', 'restart');
		expect(await call(`/task?token=${taskToken}`)).toEqual(NOT_RUNNING);
		expect(await control('GET', 'connections')).toMatchObject({ everOpened: 0 });
		expect(await control('POST', 'tasks')).toHaveProperty('taskToken');
	});
});
