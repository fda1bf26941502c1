import { getEventListeners } from 'node:events';

import { whenCanceled } from '../../../nodes/task/whenCanceled';

describe('A cancel signal', () => {
	const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

	it('calls each of a thousand listeners once, and has one itself', () => {
		const cancel = new AbortController();
		const told = Array.from({ length: 1000 }, () => jest.fn());
		told.forEach((listener) => whenCanceled(cancel.signal, listener));
		expect(listeners(cancel.signal)).toBe(1);
		cancel.abort();
		cancel.abort();
		told.forEach((listener) => expect(listener).toHaveBeenCalledTimes(1));
	});

	it('calls nobody who has withdrawn, and keeps no listener after the last', () => {
		const cancel = new AbortController();
		const told = [jest.fn(), jest.fn()];
		const withdraw = told.map((listener) => whenCanceled(cancel.signal, listener));
		withdraw[0]?.();
		expect(listeners(cancel.signal)).toBe(1);
		withdraw[1]?.();
		expect(listeners(cancel.signal)).toBe(0);
		cancel.abort();
		told.forEach((listener) => expect(listener).not.toHaveBeenCalled());
	});

	it('can be listened to again, whoever withdraws a second time', () => {
		const cancel = new AbortController();
		const withdrawFirst = whenCanceled(cancel.signal, jest.fn());
		withdrawFirst();
		const second = jest.fn();
		whenCanceled(cancel.signal, second);
		withdrawFirst();
		cancel.abort();
		expect(second).toHaveBeenCalledTimes(1);
	});

	it('keeps signals apart', () => {
		const [one, other] = [new AbortController(), new AbortController()];
		const told = [jest.fn(), jest.fn()];
		whenCanceled(one.signal, told[0] as jest.Mock);
		whenCanceled(other.signal, told[1] as jest.Mock);
		one.abort();
		expect(told.map((listener) => listener.mock.calls.length)).toEqual([1, 0]);
	});
});
