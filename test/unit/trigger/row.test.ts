import { changesOf, newRow, readContextGiven, readRow, refOf } from '../../../nodes/watchList/row';
import { cloudCoin } from '../../../nodes/providers/cloudCoin';
import { createTask } from '../../../nodes/task/task';

const record = {
	id: 7,
	provider: 'hyper3dRodin',
	taskId: 'uuid',
	ref: '{"subscriptionKey":"key","taskUuid":"uuid"}',
	state: null,
	progress: null,
	message: null,
	context: '{"a":1}',
};

const identity = { provider: 'cloudCoin', taskId: 'x', ref: {}, checkedAt: new Date(0) };

describe('a row of a watch list', () => {
	it('names a task and carries what the author attached', () => {
		const row = readRow(record);
		expect(row).toMatchObject({ id: 7, taskId: 'uuid', context: { a: 1 } });
		expect(row && refOf(row)).toEqual({ subscriptionKey: 'key', taskUuid: 'uuid' });
	});

	it.each([
		['of an unknown provider', { provider: 'other' }],
		['without a provider', { provider: null }],
		['without an id', { id: undefined }],
	])('%s is none of ours', (_name, change) => {
		expect(readRow({ ...record, ...change })).toBeNull();
	});

	it('that a person typed by hand needs the main identifier only', () => {
		const row = readRow({ ...record, ref: null, taskId: 'key' });
		expect(row && refOf(row)).toEqual({ subscriptionKey: 'key' });
	});

	it.each([['not json'], ['[]'], ['7'], ['{}']])(
		'with the reference %s is told to be wrong',
		(ref) => {
			const row = readRow({ ...record, ref });
			expect(() => row && refOf(row)).toThrow();
		},
	);

	it.each([
		['an object', { a: 1 }, '{"a":1}'],
		['JSON text', ' {"a":1} ', '{"a":1}'],
		['nothing', '', null],
		['blanks', '  ', null],
		['null', null, null],
	])('keeps the context given as %s', (_name, given, stored) => {
		expect(readContextGiven(given)).toBe(stored);
	});

	it('is written only when state, progress or message differ', () => {
		const row = readRow({ ...record, state: 'running', progress: 50, message: 'Working' });
		const task = createTask(identity, { state: 'running', progress: 50, message: 'Working' });
		expect(row && changesOf(row, task)).toBeNull();
		expect(row && changesOf(row, { ...task, progress: 51 })).toEqual({
			state: 'running',
			progress: 51,
			message: 'Working',
			checkedAt: '1970-01-01T00:00:00.000Z',
		});
	});

	it('shows the reason of a failure rather than a general message', () => {
		const row = readRow(record);
		const failure = { code: '5004', message: 'Not enough coins' };
		const task = createTask(identity, { state: 'failed', message: 'Error Occured', failure });
		expect(row && changesOf(row, task)).toMatchObject({ message: 'Not enough coins' });
	});

	it('begins anew without losing the context', () => {
		expect(newRow(cloudCoin, 'x', { taskId: 'x' }, null)).not.toHaveProperty('context');
		expect(newRow(cloudCoin, 'x', { taskId: 'x' }, '{}')).toMatchObject({
			context: '{}',
			state: null,
			reportedAt: null,
		});
	});
});
