import { setTimeout as pause } from 'node:timers/promises';
import {
	type Fault,
	FaultPlan,
	HttpSimulator,
	ManualClock,
	type SimulatorOptions,
} from '../../simulators/support';

const ANSWER = { hello: 'world', list: [1, 2, 3] };

async function startHello(options: SimulatorOptions = {}): Promise<HttpSimulator> {
	const simulator = new HttpSimulator('Hello', options);
	simulator.app.get('/hello', () => ANSWER);
	simulator.app.post('/hello', (request) => ({ body: request.body ?? null }));
	return await simulator.start();
}

describe('FaultPlan', () => {
	const request = { method: 'GET', path: '/a', body: undefined };
	const fault: Fault = { kind: 'garbage' };

	it('strikes once by default, then is used up', () => {
		const plan = new FaultPlan();
		plan.add({ fault });
		expect([plan.take(request), plan.take(request)]).toEqual([fault, undefined]);
		expect(plan.injected).toBe(1);
	});

	it('strikes as often as told, or always', () => {
		const plan = new FaultPlan();
		plan.add({ fault, times: 2 });
		expect([1, 2, 3].map(() => plan.take(request) !== undefined)).toEqual([true, true, false]);
		plan.add({ fault, times: Infinity });
		for (let round = 0; round < 50; round += 1) expect(plan.take(request)).toBe(fault);
		plan.clear();
		expect(plan.take(request)).toBeUndefined();
	});

	it('strikes only requests that fit, with the probability given', () => {
		const values = [0.9, 0.1];
		const plan = new FaultPlan(() => values.shift() ?? 1);
		plan.add({ fault, when: ({ path }) => path === '/b' });
		plan.add({ fault: { kind: 'empty' }, probability: 0.5, times: Infinity });
		expect(plan.take(request)).toBeUndefined();
		expect(plan.take(request)).toEqual({ kind: 'empty' });
		expect(plan.take({ ...request, path: '/b' })).toBe(fault);
	});
});

describe('HttpSimulator', () => {
	let simulator: HttpSimulator;
	const clock = new ManualClock(1000);

	beforeAll(async () => {
		simulator = await startHello({ clock });
	});
	afterAll(async () => await simulator.close());
	beforeEach(() => {
		simulator.faults.clear();
		simulator.clearRequests();
	});

	const get = async (init?: RequestInit) => await fetch(`${simulator.url}/hello?x=1`, init);

	it('records requests, without the query in the path', async () => {
		await fetch(`${simulator.url}/hello?x=1`, { method: 'POST', body: '{"a":1}' });
		await fetch(`${simulator.url}/hello`, {
			method: 'POST',
			body: '{"a":1}',
			headers: { 'content-type': 'application/json' },
		});
		expect(simulator.requests).toMatchObject([
			{ method: 'POST', path: '/hello', query: 'x=1', body: '{"a":1}', at: 1000 },
			{ method: 'POST', path: '/hello', query: '', body: { a: 1 }, at: 1000 },
		]);
	});

	it.each([
		['status', { kind: 'status', status: 503, headers: { 'retry-after': '2' } }, 503, ''],
		['status with body', { kind: 'status', status: 400, body: { no: 1 } }, 400, '{"no":1}'],
		['delay', { kind: 'delay', ms: 5 }, 200, JSON.stringify(ANSWER)],
		['trickle', { kind: 'trickle', intervalMs: 1 }, 200, JSON.stringify(ANSWER)],
		['empty', { kind: 'empty' }, 200, ''],
		['body', { kind: 'body', body: [1], status: 201 }, 201, '[1]'],
		['text body', { kind: 'body', body: 'x{' }, 200, 'x{'],
		['redirect', { kind: 'redirect', to: 'http://127.0.0.1:1/' }, 302, ''],
	] satisfies Array<[string, Fault, number, string]>)(
		'fault %s',
		async (_name, fault, status, text) => {
			simulator.faults.add({ fault });
			const response = await get({ redirect: 'manual' });
			expect(response.status).toBe(status);
			expect(await response.text()).toBe(text);
			expect(await (await get()).json()).toEqual(ANSWER);
		},
	);

	it('fault garbage is an HTML page', async () => {
		simulator.faults.add({ fault: { kind: 'garbage' } });
		const response = await get();
		expect(response.headers.get('content-type')).toContain('text/html');
		expect(await response.text()).toContain('<html>');
	});

	it.each(['oversize', 'compressionBomb'] as const)('fault %s is valid JSON', async (kind) => {
		simulator.faults.add({ fault: { kind, bytes: 3_000_000 } });
		const { padding } = (await (await get()).json()) as { padding: string };
		expect(padding).toHaveLength(3_000_000);
	});

	it.each([{ kind: 'drop' }, { kind: 'dropInBody' }, { kind: 'wrongLength' }] as Fault[])(
		'fault $kind breaks the exchange',
		async (fault) => {
			simulator.faults.add({ fault });
			await expect(get().then(async (response) => await response.text())).rejects.toThrow();
		},
	);

	it('fault silence never answers, and the abort is noticed', async () => {
		simulator.faults.add({ fault: { kind: 'silence' } });
		await expect(get({ signal: AbortSignal.timeout(50) })).rejects.toThrow();
		await pause(20);
		expect(simulator.inFlight).toBe(0);
	});

	it('counts what is in flight', async () => {
		simulator.traffic.resetPeaks();
		simulator.faults.add({ fault: { kind: 'delay', ms: 50 }, times: 3 });
		await Promise.all([get(), get(), get()]);
		expect(simulator.maxInFlight).toBe(3);
		await pause(10);
		expect(simulator.inFlight).toBe(0);
		expect(simulator.stats().maxOpenConnections).toBeGreaterThanOrEqual(3);
	});

	it('can take its time for every answer', async () => {
		const other = await startHello({ latencyMs: 30 });
		const start = Date.now();
		await Promise.all([fetch(`${other.url}/hello`), fetch(`${other.url}/hello`)]);
		expect(Date.now() - start).toBeGreaterThanOrEqual(29);
		expect(other.maxInFlight).toBe(2);
		await other.close();
	});

	it('closes at once with a hanging request', async () => {
		const other = await startHello({ record: false });
		other.faults.add({ fault: { kind: 'silence' } });
		const hanging = fetch(`${other.url}/hello`).catch(() => 'cut');
		await pause(30);
		const start = Date.now();
		await other.close();
		expect(Date.now() - start).toBeLessThan(5_000);
		expect(await hanging).toBe('cut');
		expect(other.requests).toEqual([]);
	});
});

describe('control API', () => {
	let simulator: HttpSimulator;
	const clock = new ManualClock(0);

	beforeAll(async () => {
		simulator = await startHello({ clock });
	});
	afterAll(async () => await simulator.close());

	const control = async (method: string, path: string, body?: unknown) =>
		await fetch(`${simulator.url}/__control${path}`, {
			method,
			...(body !== undefined && {
				body: JSON.stringify(body),
				headers: { 'content-type': 'application/json' },
			}),
		});

	it('adds and removes faults', async () => {
		await control('POST', '/faults', {
			fault: { kind: 'status', status: 500 },
			times: 'always',
			when: { method: 'POST', pathIncludes: 'hel', bodyIncludes: 'secret' },
		});
		const send = async (body: string) =>
			(await fetch(`${simulator.url}/hello`, { method: 'POST', body })).status;
		expect([await send('a secret'), await send('x'), await send('secret')]).toEqual([
			500, 200, 500,
		]);
		await control('DELETE', '/faults');
		expect(await send('secret')).toBe(200);
		expect((await control('POST', '/faults', { fault: { kind: 'nonsense' } })).status).toBe(400);
	});

	it('moves a manual clock, shows requests and counts', async () => {
		expect(await (await control('POST', '/advance', { ms: 500 })).json()).toEqual({ now: 500 });
		expect(await (await control('GET', '/requests')).json()).toHaveLength(4);
		await control('DELETE', '/requests');
		expect(simulator.requests).toHaveLength(0);
		expect(await (await control('GET', '/stats')).json()).toMatchObject({ faultsInjected: 2 });
	});

	it('refuses to move the real clock', async () => {
		const other = await startHello();
		const response = await fetch(`${other.url}/__control/advance`, { method: 'POST' });
		expect(response.status).toBe(409);
		await other.close();
	});
});
