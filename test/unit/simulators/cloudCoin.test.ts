import {
	type CloudCoinSimulator,
	type NewCloudCoinTask,
	startCloudCoin,
	TRANSMIT_CODE,
} from '../../simulators/cloudCoin';
import { ManualClock } from '../../simulators/support';

const START = Date.UTC(2026, 0, 1);
const SECONDS = START / 1000;
const clock = new ManualClock(START);
let simulator: CloudCoinSimulator;

beforeAll(async () => {
	simulator = await startCloudCoin({ clock });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	clock.set(START);
	simulator.defaults = {};
	simulator.refuseMalformedIds = false;
	simulator.errorStatus = 200;
	simulator.unknownUrlStatus = 200;
});

async function send(method: string, path: string, body?: unknown) {
	const response = await fetch(`${simulator.baseUrl}${path}`, {
		method,
		...(body !== undefined && {
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json' },
		}),
	});
	const text = await response.text();
	return { status: response.status, body: text === '' ? '' : (JSON.parse(text) as unknown) };
}

const look = async (id: string) => await send('GET', `/api/v1/tasks/${id}`);

/** The payload for a task that is `ms` old. */
async function payloadAt(options: NewCloudCoinTask, ms: number): Promise<unknown> {
	const { body } = await look(simulator.addTask({ ...options, ageMs: ms }).id);
	return (body as { payload: unknown }).payload;
}

describe('starting', () => {
	it.each([
		['echo', { online: 25 }],
		['backup', { FileName: 'CloudCoin/Backups/Default.zip' }],
		['export', { transmit_code: TRANSMIT_CODE }],
		['import', { imported: 3 }],
		['join', 'OK'],
		['transfer', 'OK'],
		['fix', 'OK'],
		['health', 'OK'],
		['locker', 'OK'],
		['convert', null],
	])('%s returns a running task, in the end with its result', async (command, result) => {
		const before = simulator.starts;
		const { status, body } = await send('POST', `/api/v1/${command}`);
		expect(status).toBe(200);
		expect(body).toMatchObject({ status: 'success', payload: { status: 'running', progress: 0 } });
		expect(simulator.starts).toBe(before + 1);
		clock.advance(3000);
		const { id } = (body as { payload: { id: string } }).payload;
		const payload = { status: 'completed', progress: 100, message: 'Command Completed' };
		const answer = await look(id);
		expect(answer).toMatchObject({ status: 200, body: { status: 'success', payload } });
		const { data } = (answer.body as { payload: { data: unknown } }).payload;
		if (typeof result === 'object' && result !== null) expect(data).toMatchObject(result);
		else expect(data).toBe(result);
	});

	it('takes a plan in the body', async () => {
		const { body } = await send('POST', '/api/v1/echo', { simulate: { runningMs: 0, result: 7 } });
		expect(body).toMatchObject({ payload: { status: 'completed', data: 7 } });
		const malformed = await send('POST', '/api/v1/echo', { simulate: '{' });
		expect(malformed.body).toMatchObject({ status: 'error' });
	});
});

describe('a task', () => {
	const failed = { status: 'error', progress: 100 };

	it.each([
		['running', {}, 857, { status: 'running', progress: 29, data: null, finished: 0 }],
		['running in fractions', { fraction: true }, 857, { status: 'running', progress: 28.57 }],
		['beyond 100', { overshoot: true }, 2700, { status: 'running', progress: 135 }],
		['counting', { digits: true }, 1500, { status: 'running', data: '5'.repeat(25) }],
		['endless', { plan: 'never' }, 9e9, { status: 'running' }],
		['stalled', { plan: 'stall' }, 60_000, { status: 'running', progress: 40 }],
		['timed out', { plan: 'stall' }, 603_000, { ...failed, data: { code: 4106 } }],
		['whole', {}, 3000, { status: 'completed', started: SECONDS - 3, finished: SECONDS }],
		['OK', { result: 'OK' }, 3000, { status: 'completed', data: 'OK' }],
		['without a result', { result: null }, 3000, { status: 'completed', data: null }],
		[
			'failed',
			{ plan: 'fail', failure: { code: 1, message: 'why' } },
			3000,
			{ ...failed, message: 'Error Occured', data: { code: 1, message: 'why', details: null } },
		],
		[
			'failed as in the page',
			{ plan: 'fail', failureReasonIn: 'message' },
			3000,
			{ ...failed, message: 'Not enough coins', data: null },
		],
		['later, pending', { words: 'later' }, 0, { status: 'pending' }],
		['later, success', { words: 'later' }, 3000, { status: 'success' }],
		['later, failed', { words: 'later', plan: 'fail' }, 3000, { status: 'failed' }],
		['own word', { words: { completed: 'COMPLETED' } }, 3000, { status: 'COMPLETED' }],
	] satisfies Array<[string, NewCloudCoinTask, number, object]>)(
		'%s',
		async (_name, options, ms, expected) => {
			expect(await payloadAt(options, ms)).toMatchObject(expected);
		},
	);

	it('can lack the timestamps', async () => {
		expect(await payloadAt({ timestamps: false }, 3000)).not.toHaveProperty('finished');
	});

	it('can lack the envelope', async () => {
		const { id } = simulator.addTask({ envelope: false });
		expect((await look(id)).body).toMatchObject({ id, status: 'running' });
	});

	it.each([
		['progress', { progress: 67, finished: SECONDS }],
		['finished', { progress: 100, finished: 0 }],
	] as const)('is half-written once: %s', async (halfWritten, torn) => {
		const { id } = simulator.addTask({ halfWritten, ageMs: 3000, command: 'join' });
		const first = await look(id);
		expect(first.body).toMatchObject({ payload: { status: 'completed', data: null, ...torn } });
		const whole = { status: 'completed', progress: 100, finished: SECONDS, data: 'OK' };
		expect((await look(id)).body).toMatchObject({ payload: whole });
	});

	it('that failed is half-written once as well', async () => {
		const { id } = simulator.addTask({ plan: 'fail', halfWritten: 'progress', ageMs: 3000 });
		expect((await look(id)).body).toMatchObject({
			payload: { status: 'error', message: 'Error Occured', data: '0'.repeat(25), progress: 67 },
		});
		expect((await look(id)).body).toMatchObject({ payload: { data: { code: 5004 } } });
	});
});

describe('errors of the call', () => {
	const error = (code: number) => ({ status: 'error', payload: { code, details: null } });

	it('does not know a task, also after a restart', async () => {
		expect(await look('nobody')).toMatchObject({ status: 200, body: error(4105) });
		const { id } = simulator.addTask();
		simulator.restart();
		simulator.errorStatus = 404;
		expect(await look(id)).toMatchObject({ status: 404, body: error(4105) });
	});

	it('refuses a malformed id on demand', async () => {
		simulator.refuseMalformedIds = true;
		expect(await look('nobody')).toMatchObject({ status: 200, body: error(4121) });
		expect(await look(simulator.addTask().id)).toMatchObject({ body: { status: 'success' } });
	});

	it('does not know other URLs', async () => {
		expect(await send('GET', '/api/v1/nothing')).toMatchObject({ status: 200, body: error(4153) });
		simulator.unknownUrlStatus = 404;
		expect(await send('GET', '//api/v1/tasks/x')).toMatchObject({ status: 404, body: error(4153) });
	});

	it.each([
		['POST', '/api/v1/tasks/x'],
		['GET', '/api/v1/echo'],
	])('answers %s %s with an empty 405', async (method, path) => {
		expect(await send(method, path)).toEqual({ status: 405, body: '' });
	});
});

it('is driven from another process', async () => {
	await send('POST', '/__control/tasks', { id: 'mine', ageMs: 5000 });
	expect((await look('mine')).body).toMatchObject({ payload: { status: 'completed' } });
	await send('POST', '/__control/restart');
	expect((await look('mine')).body).toMatchObject({ status: 'error' });
});
