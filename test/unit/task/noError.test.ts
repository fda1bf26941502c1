import { isNoError } from '../../../nodes/task/noError';

describe('The content of an error field', () => {
	it.each<[unknown]>([
		[undefined],
		[null],
		[''],
		['   '],
		['OK'],
		['ok'],
		[' Ok '],
		['None'],
		['NONE'],
		['null'],
		['NULL'],
		['success'],
		['Success\n'],
	])('%j means that there is no error', (error) => {
		expect(isNoError(error)).toBe(true);
	});

	it.each<[unknown]>([
		['API_INSUFFICIENT_FUNDS'],
		['not ok'],
		['OK?'],
		['okay'],
		['no'],
		['false'],
		['undefined'],
		['0'],
		[0],
		[1],
		[false],
		[true],
		[{}],
		[{ message: 'OK' }],
		[[]],
		[['OK']],
	])('%j is an error', (error) => {
		expect(isNoError(error)).toBe(false);
	});
});
