import { readIdentifier, readOptionalIdentifier } from '../../../nodes/providers/shared/identifier';
import { errorOf } from './support/answers';

const LABEL = 'Task ID';

describe('An identifier', () => {
	it.each<[string, unknown, string]>([
		['a UUID', 'bdc8e99d-dd8a-40e9-8840-f9f8eef16c71', 'bdc8e99d-dd8a-40e9-8840-f9f8eef16c71'],
		['32 characters without dashes', 'f'.repeat(32), 'f'.repeat(32)],
		['blanks and line breaks around it', ' \n abc \r\n', 'abc'],
		['blanks within', 'a b', 'a b'],
		['slashes', '../a/b', '../a/b'],
		['signs that mean something in a URL', 'a?b#c&d=%2e', 'a?b#c&d=%2e'],
		['emoji', '🚀', '🚀'],
		['letters of all sorts', 'ключ-鍵', 'ключ-鍵'],
		['a number', 42, '42'],
		['zero', 0, '0'],
		['4,096 characters', 'x'.repeat(4096), 'x'.repeat(4096)],
	])('is taken as it is, trimmed: %s', (_what, given, identifier) => {
		expect(readIdentifier(given, LABEL)).toBe(identifier);
		expect(readOptionalIdentifier(given, LABEL)).toBe(identifier);
	});

	it.each<[unknown]>([[undefined], [null], [''], ['   '], ['\n']])(
		'that is missing is an error, or the empty text where it may be missing: %j',
		(given) => {
			const error = errorOf(() => readIdentifier(given, LABEL));
			expect(error).toMatchObject({ kind: 'input', message: 'Task ID is empty' });
			expect(error.description).toContain('expression');
			expect(readOptionalIdentifier(given, LABEL)).toBe('');
		},
	);

	it.each<[string, unknown, string]>([
		['a line break within', 'abc\ndef', 'contains line breaks'],
		['a carriage return within', 'abc\rdef', 'contains line breaks'],
		['a tab within', 'abc\tdef', 'control characters'],
		['a null byte', 'abc\0', 'control characters'],
		['half of an emoji', '\ud83d', 'control characters'],
		['one dot', '.', 'cannot be an identifier'],
		['two dots', ' .. ', 'cannot be an identifier'],
		['4,097 characters', 'x'.repeat(4097), 'cannot be an identifier'],
		['an object', { uuid: 'abc' }, 'is an object'],
		['a list', ['abc'], 'is a list'],
		['true', true, 'is a boolean'],
	])('of another kind is an error that names the parameter: %s', (_what, given, words) => {
		for (const read of [readIdentifier, readOptionalIdentifier]) {
			const error = errorOf(() => read(given, LABEL));
			expect(error.kind).toBe('input');
			expect(error.message).toContain(LABEL);
			expect(error.message).toContain(words);
			expect(error.description).not.toBe('');
			expect(error.message + error.description).not.toContain('abc');
		}
	});
});
