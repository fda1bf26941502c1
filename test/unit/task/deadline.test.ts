import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';

import { withDeadline } from '../../../nodes/task/deadline';
import type { Deadline } from '../../../nodes/task/deadline';
import { TaskRequestError } from '../../../nodes/task/errors';

const timeoutError = () =>
	new TaskRequestError('timeout', 'Too slow', { description: 'Try again later.' });

const FAR_MS = 60_000;

/** Never ends by itself; remembers its deadline, and what it was told. */
function hanging() {
	const seen: { deadline?: Deadline; errors: Error[] } = { errors: [] };
	const exchange = async (deadline: Deadline): Promise<never> => {
		seen.deadline = deadline;
		deadline.onEnd((error) => seen.errors.push(error));
		return await new Promise<never>(() => undefined);
	};
	return { seen, exchange };
}

describe('An exchange under a deadline', () => {
	let cancel: AbortController;

	beforeEach(() => {
		jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
		cancel = new AbortController();
	});
	afterEach(() => jest.useRealTimers());

	const listeners = () => getEventListeners(cancel.signal, 'abort').length;

	it('gives its result, and leaves neither timer nor listener behind', async () => {
		const result = withDeadline(cancel.signal, FAR_MS, timeoutError, async () => {
			expect([jest.getTimerCount(), listeners()]).toEqual([1, 1]);
			return await Promise.resolve('answer');
		});
		await expect(result).resolves.toBe('answer');
		expect([jest.getTimerCount(), listeners()]).toEqual([0, 0]);
	});

	it('passes its own error on, and leaves neither timer nor listener behind', async () => {
		const own = new Error('of its own');
		const result = withDeadline(
			cancel.signal,
			FAR_MS,
			timeoutError,
			async () => await Promise.reject(own),
		);
		await expect(result).rejects.toBe(own);
		expect([jest.getTimerCount(), listeners()]).toEqual([0, 0]);
	});

	it('ends with the given words when its time is up, also when nobody heeds the signal', async () => {
		const { seen, exchange } = hanging();
		const result = withDeadline(cancel.signal, 1000, timeoutError, exchange);
		const rejected = expect(result).rejects.toMatchObject({ kind: 'timeout', message: 'Too slow' });
		await turn();
		jest.advanceTimersByTime(999);
		expect(seen.errors).toEqual([]);
		jest.advanceTimersByTime(1);
		await rejected;
		expect(seen.errors).toEqual([timeoutError()]);
		expect([jest.getTimerCount(), listeners()]).toEqual([0, 0]);
	});

	it('ends as stopped when the execution is, also when nobody heeds the signal', async () => {
		const { seen, exchange } = hanging();
		const result = withDeadline(cancel.signal, FAR_MS, timeoutError, exchange);
		const rejected = expect(result).rejects.toMatchObject({ kind: 'canceled' });
		await turn();
		cancel.abort();
		await rejected;
		expect(seen.errors).toMatchObject([{ kind: 'canceled' }]);
		expect([jest.getTimerCount(), listeners()]).toEqual([0, 0]);
	});

	it('does not begin once the execution was stopped', async () => {
		cancel.abort();
		const exchange = jest.fn(async () => await Promise.resolve('answer'));
		const result = withDeadline(cancel.signal, FAR_MS, timeoutError, exchange);
		await expect(result).rejects.toMatchObject({ kind: 'canceled' });
		expect(exchange).not.toHaveBeenCalled();
		expect(jest.getTimerCount()).toBe(0);
	});

	it('tells an exchange that has ended nothing more', async () => {
		const told = jest.fn();
		let signal: AbortSignal | undefined;
		await withDeadline(cancel.signal, 1000, timeoutError, async (deadline) => {
			signal = deadline.signal;
			deadline.onEnd(told);
			return await Promise.resolve();
		});
		jest.advanceTimersByTime(5000);
		cancel.abort();
		expect(signal?.aborted).toBe(false);
		expect(told).not.toHaveBeenCalled();
	});

	it('tells every listener, and every signal, early or late, with the same error', async () => {
		const { seen, exchange } = hanging();
		const result = withDeadline(cancel.signal, 1000, timeoutError, exchange);
		const rejected = expect(result).rejects.toMatchObject({ kind: 'timeout' });
		const early = seen.deadline?.signal;
		expect(() => seen.deadline?.throwIfOver()).not.toThrow();
		jest.advanceTimersByTime(1000);
		await rejected;
		const [error] = seen.errors;
		seen.deadline?.onEnd((late) => expect(late).toBe(error));
		expect(seen.deadline?.isOver).toBe(true);
		expect(seen.deadline?.signal).toBe(early);
		expect(early?.reason).toBe(error);
		expect(() => seen.deadline?.throwIfOver()).toThrow(error);
		expect.assertions(7);
	});

	it('whose signal is first asked for at its end gives one that has fired', async () => {
		const { seen, exchange } = hanging();
		const result = withDeadline(cancel.signal, 1000, timeoutError, exchange);
		const rejected = expect(result).rejects.toMatchObject({ kind: 'timeout' });
		jest.advanceTimersByTime(1000);
		await rejected;
		expect(seen.deadline?.signal.reason).toBe(seen.errors[0]);
	});

	it('keeps the error of an exchange that fails after its deadline to itself', async () => {
		let fail: (error: Error) => void = () => undefined;
		const result = withDeadline(
			cancel.signal,
			1000,
			timeoutError,
			async () => await new Promise<never>((_resolve, reject) => (fail = reject)),
		);
		const rejected = expect(result).rejects.toMatchObject({ kind: 'timeout' });
		await turn();
		jest.advanceTimersByTime(1000);
		await rejected;
		fail(new Error('late'));
		await turn();
	});

	it.each([2 ** 31, 1e12, Number.MAX_VALUE])(
		'with a limit beyond what a timer can hold (%p ms) does not end at once',
		async (timeoutMs) => {
			// Real timers: Node turns a delay that is too large into 1 ms.
			jest.useRealTimers();
			const { seen, exchange } = hanging();
			const result = withDeadline(cancel.signal, timeoutMs, timeoutError, exchange);
			const rejected = expect(result).rejects.toMatchObject({ kind: 'canceled' });
			await new Promise((resolve) => setTimeout(resolve, 20));
			expect(seen.errors).toEqual([]);
			cancel.abort();
			await rejected;
		},
	);
});
