import { getEventListeners } from 'node:events';

import { systemClock } from '../../../nodes/task/clock';

describe("The machine's clock", () => {
	let stop: AbortController;

	beforeEach(() => {
		jest.useFakeTimers();
		stop = new AbortController();
	});
	afterEach(() => jest.useRealTimers());

	const left = () => [jest.getTimerCount(), getEventListeners(stop.signal, 'abort').length];

	it('sleeps for the time, and leaves neither timer nor listener behind', async () => {
		const woke = jest.fn();
		const sleeping = systemClock.sleep(1000, stop.signal).then(woke);
		await jest.advanceTimersByTimeAsync(999);
		expect(woke).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		await sleeping;
		expect(left()).toEqual([0, 0]);
	});

	it('wakes with the error of a stopped execution at once, or does not fall asleep', async () => {
		const sleeping = systemClock.sleep(60_000, stop.signal);
		stop.abort();
		await expect(sleeping).rejects.toMatchObject({ kind: 'canceled' });
		await expect(systemClock.sleep(60_000, stop.signal)).rejects.toMatchObject({
			kind: 'canceled',
		});
		expect(left()).toEqual([0, 0]);
	});

	it('does not wake at once from a sleep longer than a timer can hold', async () => {
		const woke = jest.fn();
		const sleeping = systemClock.sleep(1e12, stop.signal).then(woke, () => undefined);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(woke).not.toHaveBeenCalled();
		stop.abort();
		await sleeping;
	});
});
