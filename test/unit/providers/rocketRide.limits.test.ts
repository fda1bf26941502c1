import { backoffMs } from '../../../nodes/providers/rocketRide/backoff';
import { Patience } from '../../../nodes/providers/rocketRide/patience';
import { busyServers, inSlot } from '../../../nodes/providers/rocketRide/slots';
import { TaskRequestError } from '../../../nodes/task/errors';
import type { TaskErrorKind } from '../../../nodes/task/errors';

const never = new AbortController().signal;

function failure(kind: TaskErrorKind): TaskRequestError {
	return new TaskRequestError(kind, kind, { description: '' });
}

/** Work that ends when told to. */
function work(): { run: () => Promise<string>; end: () => void; begun: () => boolean } {
	let end: () => void = () => undefined;
	let begun = false;
	const ended = new Promise<void>((resolve) => (end = resolve));
	const run = async () => {
		begun = true;
		await ended;
		return 'done';
	};
	return { run, end: () => end(), begun: () => begun };
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

afterEach(() => expect(busyServers()).toBe(0));

describe('Slots of a server', () => {
	it('are given first come, first served, and per key', async () => {
		const jobs = [work(), work(), work(), work()];
		const runs = jobs.map(async (job) => await inSlot('a', 2, never, job.run));
		const other = work();
		runs.push(inSlot('b', 2, never, other.run));
		await settle();
		expect(jobs.map((job) => job.begun())).toEqual([true, true, false, false]);
		expect(other.begun()).toBe(true);
		jobs[1]?.end();
		await settle();
		expect(jobs.map((job) => job.begun())).toEqual([true, true, true, false]);
		[...jobs, other].forEach((job) => job.end());
		expect(await Promise.all(runs)).toEqual(Array(5).fill('done'));
	});

	it('are given back by work that fails', async () => {
		const fail = async () => await Promise.reject(new Error('no'));
		for (let time = 0; time < 3; time++) {
			await expect(inSlot('a', 1, never, fail)).rejects.toThrow('no');
		}
	});

	it('are not lost with those who stop waiting', async () => {
		const stop = new AbortController();
		const first = work();
		const last = work();
		const held = inSlot('a', 1, never, first.run);
		const waiting = inSlot('a', 1, stop.signal, async () => await Promise.resolve('late'));
		const next = inSlot('a', 1, never, last.run);
		stop.abort();
		await expect(waiting).rejects.toMatchObject({ kind: 'canceled' });
		first.end();
		last.end();
		expect(await Promise.all([held, next])).toEqual(['done', 'done']);
		await expect(inSlot('a', 1, stop.signal, last.run)).rejects.toMatchObject({ kind: 'canceled' });
	});
});

describe('Back-off', () => {
	it('doubles from 250 ms to 15 s', () => {
		const delays = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map(backoffMs);
		expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
	});
});

describe('Patience', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('has none with a server that could never be reached', () => {
		const patience = new Patience(1000);
		for (const kind of ['unavailable', 'timeout', 'protocol', 'credential'] as const) {
			patience.onFailure(failure(kind));
			expect(patience.allows(failure(kind))).toBe(false);
		}
		expect(patience.delayMs()).toBe(0);
	});

	it('has some with a server that has too many connections', () => {
		const patience = new Patience(1000);
		patience.onFailure(failure('rateLimited'));
		expect(patience.allows(failure('rateLimited'))).toBe(true);
		expect(patience.delayMs()).toBe(250);
	});

	it('waits for a server that was there, for as long as a request may take', () => {
		const patience = new Patience(1000);
		patience.onOpen();
		patience.onLost();
		patience.onFailure(failure('unavailable'));
		expect(patience.delayMs()).toBe(500);
		jest.advanceTimersByTime(999);
		expect(patience.allows(failure('unavailable'))).toBe(true);
		jest.advanceTimersByTime(1);
		expect(patience.allows(failure('unavailable'))).toBe(false);
		expect(patience.delayMs()).toBe(0);
		patience.restore();
		patience.onLost();
		expect(patience.allows(failure('unavailable'))).toBe(true);
	});

	it('never tries again what will not change', () => {
		const patience = new Patience(1000);
		patience.onOpen();
		patience.onLost();
		for (const error of [failure('credential'), failure('protocol'), new Error('bug')]) {
			expect(patience.allows(error)).toBe(false);
		}
	});
});

describe('The package ws', () => {
	it('is not loaded before a WebSocket is needed', async () => {
		let loaded = false;
		jest.doMock('ws', () => {
			loaded = true;
			return jest.requireActual<object>('ws');
		});
		const { rocketRide } = await import('../../../nodes/providers/rocketRide');
		expect([rocketRide.name, loaded]).toEqual(['rocketRide', false]);
	});
});
