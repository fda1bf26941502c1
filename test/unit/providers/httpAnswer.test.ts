import {
	httpStatusError,
	isSuccess,
	providerWords,
	readRetryAfter,
	requireJsonObject,
	shapeError,
	toHttpAnswer,
} from '../../../nodes/providers/shared/httpAnswer';
import type { TaskErrorKind } from '../../../nodes/task/errors';
import { errorOf, HOST, json, noJson } from './support/answers';

describe('An HTTP status', () => {
	it.each([200, 201, 204, 299])('%p is a success', (status) => {
		expect(isSuccess(noJson('empty', status))).toBe(true);
	});

	it.each([0, 100, 199, 300, 304, 400, 500])('%p is none', (status) => {
		expect(isSuccess(noJson('empty', status))).toBe(false);
	});

	it.each<[number, TaskErrorKind, boolean]>([
		[301, 'configuration', false],
		[302, 'configuration', false],
		[307, 'configuration', false],
		[400, 'provider', false],
		[401, 'credential', false],
		[402, 'provider', false],
		[403, 'credential', false],
		[404, 'provider', false],
		[405, 'provider', false],
		[408, 'unavailable', true],
		[409, 'unavailable', true],
		[410, 'provider', false],
		[418, 'provider', false],
		[422, 'provider', false],
		[425, 'unavailable', true],
		[429, 'rateLimited', true],
		[500, 'unavailable', true],
		[502, 'unavailable', true],
		[503, 'unavailable', true],
		[504, 'unavailable', true],
		[599, 'unavailable', true],
	])('%p is an error of kind %s; worth another try: %p', (status, kind, transient) => {
		const error = httpStatusError(json({}, status));
		expect(error).toMatchObject({ kind, transient, httpStatus: status });
		expect(error.message).toContain(HOST);
		expect(error.description).toMatch(/\.$/);
	});

	it.each([302, 400, 401, 403, 404])(
		"%i with a page may be a proxy's, and passes: worth another try",
		(status) => {
			const error = httpStatusError(noJson('other', status));
			expect(error.transient).toBe(true);
			expect(error.description).toContain('may come from a proxy');
		},
	);

	it.each([
		[302, false],
		[400, true],
		[401, false],
		[403, false],
		[404, true],
	])('%i without a body may pass: %s', (status, passes) => {
		expect(httpStatusError(noJson('empty', status)).transient).toBe(passes);
	});

	it("quotes the provider's reason", () => {
		expect(httpStatusError(noJson('empty', 500), 'Disk full').message).toMatch(/: Disk full$/);
	});
});

describe('A redirect', () => {
	it.each<[unknown, string]>([
		['https://other.example.com/path?token=secret', 'https://other.example.com'],
		['http://user:secret@other.example.com:81/', 'http://other.example.com:81'],
		['/elsewhere/secret', 'another address'],
		['not a url', 'another address'],
		[undefined, 'another address'],
		[['https://a.example.com'], 'another address'],
	])('to %j is named without path and secrets: %s', (location, target) => {
		const error = httpStatusError(json({}, 302, { location }));
		expect(error.message).toBe(`${HOST} redirects to ${target}`);
		expect(error.description).toContain('key');
	});

	it('to something that is not http is named, too', () => {
		const error = httpStatusError(json({}, 302, { location: 'ftp2://files.example.com/a' }));
		expect(error.message).toContain('not http');
	});
});

describe('Retry-After', () => {
	const now = Date.parse('2026-01-01T00:00:00Z');

	it.each<[unknown, number | null]>([
		['0', 0],
		['7', 7000],
		[' 120 ', 120_000],
		['1.5', 1500],
		['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
		['Wed, 31 Dec 2025 23:59:00 GMT', 0],
		// A day at most, whatever a server or a proxy with a wrong clock says.
		['86400', 86_400_000],
		['999999999', 86_400_000],
		['Fri, 01 Jan 2099 00:00:00 GMT', 86_400_000],
		['-1', null],
		['soon', null],
		['', null],
		['  ', null],
		['Infinity', null],
		['NaN', null],
		[undefined, null],
		[null, null],
		[7, null],
		[['7'], null],
	])('%j asks for a wait of %p ms', (header, ms) => {
		expect(readRetryAfter(header, now)).toBe(ms);
	});

	it.each([401, 429, 503])('is kept with a %p', (status) => {
		expect(httpStatusError(json({}, status, { 'retry-after': '3' })).retryAfterMs).toBe(3000);
	});

	it('is nothing where there is none', () => {
		expect(httpStatusError(noJson('empty', 429)).retryAfterMs).toBeUndefined();
	});
});

describe('A JSON object', () => {
	it('is the body of a successful answer', () => {
		expect(requireJsonObject(json({ a: 1 }), 'an object')).toEqual({ a: 1 });
	});

	it('is not looked for in an answer with an error status', () => {
		expect(errorOf(() => requireJsonObject(json({ a: 1 }, 500), 'x')).kind).toBe('unavailable');
	});

	it.each<[ReturnType<typeof json>, string]>([
		[noJson('empty'), 'an empty body'],
		[noJson('other'), 'a body that is not JSON'],
		[json(null), 'null'],
		[json([]), 'a list'],
		[json(''), 'a text'],
		[json(0), 'a number'],
		[json(false), 'a boolean'],
	])('is missed with words for what stood there', (answer, words) => {
		const error = errorOf(() => requireJsonObject(answer, 'an object with "jobs"'));
		expect(error).toMatchObject({
			kind: 'protocol',
			message: `${HOST} answered with ${words} instead of an object with "jobs"`,
		});
	});

	it('is described by its kind, never by its content', () => {
		const { message } = shapeError(json({}), 'a list', { transmit_code: 'TRANSMIT' });
		expect(message).toBe(`${HOST} answered with an object instead of a list`);
	});
});

describe("A provider's words", () => {
	it.each<[unknown, string | null]>([
		['Not enough coins', 'Not enough coins'],
		['two\nlines\r\n and\tmore ', 'two lines and more'],
		[4105, '4105'],
		['', null],
		[' \n', null],
		[null, null],
		[undefined, null],
		[{ message: 'no' }, null],
		[['no'], null],
	])('%j are one line: %j', (words, line) => {
		expect(providerWords(words)).toBe(line);
	});
});

describe('The body of an answer', () => {
	const head = { status: 200, headers: {}, host: HOST };

	it.each([
		['{"a":1}', 'json', { a: 1 }],
		['\uFEFF{"a":1}', 'json', { a: 1 }],
		['null', 'json', null],
		['', 'empty', undefined],
		['\uFEFF \n', 'empty', undefined],
		['<html>', 'other', undefined],
	])('%j is of the kind %s', (text, bodyKind, body) => {
		expect(toHttpAnswer(head, text)).toEqual({ ...head, bodyKind, body });
	});
});
