import { redact, redactTask } from '../../../nodes/task/redact';
import { createTask, type TaskFailure } from '../../../nodes/task/task';

describe('Masking secrets in a text', () => {
	it.each([
		['a secret', 'key sk-12345 refused', ['sk-12345'], 'key *** refused'],
		['each occurrence', 'sk-12345, sk-12345', ['sk-12345'], '***, ***'],
		['several secrets', 'aaaa1 and bbbb2', ['aaaa1', 'bbbb2'], '*** and ***'],
		['a secret that stands URL-encoded', 'GET /?k=a%2Fb%3Dcc', ['a/b=cc'], 'GET /?k=***'],
		['a secret encoded in lower case', 'GET /?k=a%2fb%3dcc', ['a/b=cc'], 'GET /?k=***'],
		['a secret in a form', 'k=two+words%21', ['two words!'], 'k=***'],
		['a secret within JSON', '{"k":"a\\"b\\\\c"}', ['a"b\\c'], '{"k":"***"}'],
		['a secret whose slashes PHP escapes', '{"k":"a\\/b\\/c"}', ['a/b/c'], '{"k":"***"}'],
		['signs that mean something in a pattern', 'x $&.*+ y', ['$&.*+'], 'x *** y'],
		['a secret that contains another one', 'is abcdefgh', ['abcd', 'abcdefgh'], 'is ***'],
		['a secret whose blanks were folded', 'is a b c', ['a  b\tc'], 'is ***'],
	])('finds %s', (_what, text, secrets, masked) => {
		expect(redact(text, secrets)).toBe(masked);
	});

	it.each(['', 'u:', 'user', 'user:', 'another'])(
		'finds a secret within base64, behind %p',
		(before) => {
			for (const encoding of ['base64', 'base64url'] as const) {
				const secret = 'sk-1234>?567890~~';
				const text = Buffer.from(`${before}${secret}&after`).toString(encoding);
				const masked = redact(`Basic ${text} refused`, [secret]);
				expect(masked).toMatch(/^Basic \S{0,12}\*\*\*\S{0,12} refused$/);
				expect(Buffer.from(masked, encoding).toString()).not.toContain('1234');
			}
		},
	);

	it.each([
		['without secrets', 'all is well', []],
		['with an empty secret', 'all is well', ['']],
		['with a secret too short to be one', 'all is well', ['all', 'is']],
		['with a secret that does not occur', 'all is well', ['sk-12345']],
	])('leaves a text alone %s', (_when, text, secrets) => {
		expect(redact(text, secrets)).toBe(text);
	});

	it('survives a secret that is no well-formed text', () => {
		expect(redact('half a pair: \ud83d!!!', ['\ud83d!!!'])).toBe('half a pair: ***');
	});
});

describe('Masking secrets in a task', () => {
	const task = (message: string | null, failure: TaskFailure | null) =>
		createTask(
			{
				provider: 'somebody',
				taskId: 'secret-key',
				ref: { key: 'secret-key' },
				checkedAt: new Date(0),
			},
			{ state: 'failed', message, failure },
		);

	it('covers the texts that a provider wrote', () => {
		const masked = redactTask(
			task('bad secret-key', { code: 'NO secret-key', message: 'unknown secret-key' }),
			['secret-key'],
		);
		expect(masked.message).toBe('bad ***');
		expect(masked.failure).toEqual({ code: 'NO ***', message: 'unknown ***' });
	});

	it('leaves the identifiers to the author who gave them, and nothing where nothing was', () => {
		const masked = redactTask(task(null, null), ['secret-key']);
		expect(masked).toEqual(task(null, null));
	});
});
