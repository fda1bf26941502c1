import {
	fromUnixSeconds,
	shareDone,
	toProgress,
	toText,
	toWord,
} from '../../../nodes/task/normalize';

describe('Progress', () => {
	it.each<[unknown, number]>([
		[0, 0],
		[28.57, 28.6],
		[66.666666, 66.7],
		[99.94, 99.9],
		[100, 100],
		[-0.04, 0],
		[-5, 0],
		[100.01, 100],
		[150, 100],
		[Number.MAX_VALUE, 100],
		[Number.MIN_VALUE, 0],
		[Infinity, 100],
		[-Infinity, 0],
	])('%p becomes %p', (given, progress) => {
		expect(toProgress(given)).toBe(progress);
	});

	it.each<[unknown]>([
		[NaN],
		[null],
		[undefined],
		['50'],
		['50 %'],
		[''],
		[true],
		[{}],
		[[50]],
		[50n],
	])('that is no number is null: %p', (given) => {
		expect(toProgress(given)).toBeNull();
	});

	it.each([
		[0, 3, 0],
		[1, 3, 33.3],
		[2, 3, 66.7],
		[3, 3, 100],
	])('of %p of %p parts is %p', (done, all, progress) => {
		expect(shareDone(done, all)).toBe(progress);
	});

	it('of no parts at all is null', () => {
		expect(shareDone(0, 0)).toBeNull();
	});
});

describe('A Unix time', () => {
	it.each<[unknown, string]>([
		[1, '1970-01-01T00:00:01.000Z'],
		[1_700_000_000, '2023-11-14T22:13:20.000Z'],
		[1_700_000_000.5, '2023-11-14T22:13:20.500Z'],
		[1e11, '5138-11-16T09:46:40.000Z'],
		[1_795_318_591_498, '2026-11-22T03:36:31.498Z'],
		[8.64e15, '+275760-09-13T00:00:00.000Z'],
	])('%p, in seconds or in milliseconds, is %s', (seconds, iso) => {
		expect(fromUnixSeconds(seconds)).toBe(iso);
	});

	it.each<[unknown]>([
		[0],
		[-0],
		[-1],
		[NaN],
		[Infinity],
		[-Infinity],
		[8.64e15 + 1],
		[Number.MAX_VALUE],
		['1700000000'],
		['2023-11-14T22:13:20.000Z'],
		[null],
		[undefined],
		[true],
		[{}],
	])('that says "not yet" or nothing is null: %p', (seconds) => {
		expect(fromUnixSeconds(seconds)).toBeNull();
	});
});

describe('A text', () => {
	it.each<[unknown, string | null]>([
		['Processing…', 'Processing…'],
		['  two  words \n', 'two  words'],
		['0', '0'],
		['', null],
		[' \t\n', null],
		[null, null],
		[undefined, null],
		[42, null],
		[false, null],
		[{}, null],
		[['a'], null],
	])('of %p is %p', (value, text) => {
		expect(toText(value)).toBe(text);
	});
});

describe('A word or number', () => {
	it.each<[unknown, string | null]>([
		['Done', 'Done'],
		[' Done ', 'Done'],
		[4105, '4105'],
		[0, '0'],
		[-1.5, '-1.5'],
		['', null],
		[NaN, null],
		[Infinity, null],
		[true, null],
		[null, null],
		[undefined, null],
		[{}, null],
		[[], null],
	])('of %p is %p', (value, word) => {
		expect(toWord(value)).toBe(word);
	});
});
