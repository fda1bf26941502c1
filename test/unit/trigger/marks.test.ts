import { cloudCoin } from '../../../nodes/providers/cloudCoin';
import { hyper3dRodin } from '../../../nodes/providers/hyper3dRodin';
import { hyper3dOnPremises } from '../../../nodes/providers/hyper3dOnPremises';
import { rocketRide } from '../../../nodes/providers/rocketRide';
import { MAX_MARKS } from '../../../nodes/TaskCompletedTrigger/limits';
import {
	mergeMarks,
	pruneMarks,
	putMark,
	taskKey,
} from '../../../nodes/TaskCompletedTrigger/marks';
import type { Mark, Marks } from '../../../nodes/TaskCompletedTrigger/marks';

const mark = (at: number, more: Partial<Mark> = {}): Mark => ({
	run: 'start-end---',
	ended: true,
	fired: ['succeeded'],
	at,
	...more,
});
const key = (index: number) => `key-${String(index).padStart(12, '0')}`;

describe('what is known of tasks', () => {
	it('comes back out of static data as it was put there', () => {
		const data = {};
		const given = mark(Date.now(), { fired: ['actionRequired', 'failed'], ended: false });
		putMark(new Map(), data, key(1), given);
		const marks: Marks = new Map();
		mergeMarks(marks, data);
		expect([...marks]).toEqual([[key(1), given]]);
	});

	it('is the later of what the process and the static data say', () => {
		const data = {};
		putMark(new Map(), data, key(1), mark(5));
		putMark(new Map(), data, key(2), mark(5));
		const marks: Marks = new Map([
			[key(1), mark(9)],
			[key(2), mark(1)],
		]);
		mergeMarks(marks, data);
		expect([marks.get(key(1))?.at, marks.get(key(2))?.at]).toEqual([9, 5]);
		const other: Marks = new Map();
		mergeMarks(other, data);
		expect(other.get(key(1))?.at).toBe(9);
	});

	it('leaves alone what does not fit', () => {
		const data = { baseline: 'x', [key(1)]: 'nonsense', [key(2)]: { a: 1 } };
		const marks: Marks = new Map();
		mergeMarks(marks, data);
		expect(marks.size).toBe(0);
	});

	it('has a limit: the oldest that are not watched go first', () => {
		const data: Record<string, string> = {};
		const marks: Marks = new Map();
		for (let index = 0; index < MAX_MARKS + 3; index++) {
			putMark(marks, data, key(index), mark(index));
		}
		pruneMarks(marks, data, [{ key: key(0) }, { key: key(2) }]);
		expect(marks.size).toBe(MAX_MARKS);
		expect([0, 1, 2, 3, 4, 5].filter((index) => key(index) in data)).toEqual([0, 2, 5]);
	});

	it.each([
		[hyper3dRodin, { subscriptionKey: 'a' }, { subscriptionKey: 'a', taskUuid: 'b' }],
		[rocketRide, { transport: 'http', taskToken: 't' }, { transport: 'webSocket', taskToken: 't' }],
		[
			hyper3dOnPremises,
			{ channel: 'rest', taskUuid: 'u' },
			{ channel: 'socket', taskUuid: 'u', subscriptionKey: 's' },
		],
	] as const)('takes %# for one task, whatever way it is asked for', (provider, one, other) => {
		expect(taskKey(provider, one)).toBe(taskKey(provider, other));
		expect(taskKey(provider, one)).not.toBe(taskKey(cloudCoin, { taskId: 'a' }));
	});
});
