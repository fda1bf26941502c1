import { networkError } from '../../../nodes/providers/shared/networkError';
import type { TaskErrorKind } from '../../../nodes/task/errors';

const HOST = 'api.example.com';

const failure = (code: string) =>
	Object.assign(new Error(`${code}: Authorization: Bearer sk-secret`), {
		code,
		config: { headers: { Authorization: 'Bearer sk-secret' } },
	});

describe('A request without an answer', () => {
	it.each<[string, TaskErrorKind, string]>([
		['ECONNREFUSED', 'unavailable', 'Nothing answers at'],
		['ECONNRESET', 'unavailable', 'closed the connection'],
		['EPIPE', 'unavailable', 'closed the connection'],
		['ENOTFOUND', 'unavailable', 'No address is known for'],
		['EAI_AGAIN', 'unavailable', 'No address is known for'],
		['ETIMEDOUT', 'timeout', 'did not answer in time'],
		['ECONNABORTED', 'timeout', 'did not answer in time'],
		['EHOSTUNREACH', 'timeout', 'did not answer in time'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'configuration', 'certificate'],
		['CERT_HAS_EXPIRED', 'configuration', 'certificate'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'configuration', 'certificate'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'configuration', 'certificate'],
		['EPROTO', 'protocol', 'does not speak'],
		['HPE_INVALID_CONSTANT', 'protocol', 'does not speak'],
		['Z_DATA_ERROR', 'protocol', 'does not speak'],
		['ERR_INVALID_CHAR', 'credential', 'the key cannot be sent'],
		['ESOMETHINGNEW', 'unavailable', 'cannot be reached'],
	])('for %s says what happened and what to do', (code, kind, words) => {
		const error = networkError(failure(code), HOST);
		expect(error.kind).toBe(kind);
		expect(error.message).toContain(HOST);
		expect(error.message).toContain(words);
		expect(error.description).toContain(`(${code})`);
		expect(error.description.length).toBeGreaterThan(code.length + 20);
	});

	it('finds the code in the causes', () => {
		const error = new Error('fetch failed', { cause: new Error('x', { cause: failure('EPIPE') }) });
		expect(networkError(error, HOST).message).toContain('closed the connection');
	});

	it('does not follow causes for ever', () => {
		const error = new Error('around');
		error.cause = error;
		expect(networkError(error, HOST).message).toBe(`${HOST} cannot be reached`);
	});

	it.each<[unknown]>([[new Error('no code')], ['a text'], [null], [undefined], [{ code: 7 }]])(
		'for %p still names the host',
		(error) => {
			expect(networkError(error, HOST).message).toContain(HOST);
		},
	);

	it.each(['localhost:8006', '127.0.0.1:8006', '[::1]:8006', 'localhost'])(
		'at %s adds what localhost means in Docker',
		(host) => {
			expect(networkError(failure('ECONNREFUSED'), host).description).toContain('Docker');
		},
	);

	it.each(['localhost.example.com', 'api.example.com:8006'])('at %s does not', (host) => {
		expect(networkError(failure('ECONNREFUSED'), host).description).not.toContain('Docker');
	});

	it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
		'%s has nothing to do with Docker, and there are three ways out',
		(code) => {
			const { description } = networkError(failure(code), '127.0.0.1:8443');
			expect(description).not.toContain('Docker');
			expect(description).toContain('Ignore SSL Issues (Insecure)');
			expect(description).toContain('NODE_EXTRA_CA_CERTS');
			expect(description).toContain('certificate of a known authority');
		},
	);

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'CERT_HAS_EXPIRED', 'EPROTO', 'ECONNRESET', 'ENEW'])(
		'%s of a file host is no matter of the credential',
		(code) => {
			const { description } = networkError(failure(code), HOST, 'fileHost');
			expect(description).not.toContain('credential');
		},
	);

	it('keeps nothing of the original but its code: the rest may hold the key', () => {
		const error = networkError(failure('ECONNRESET'), HOST);
		const everything = [error.message, error.description, error.stack, JSON.stringify(error)];
		expect(everything.join()).not.toContain('sk-secret');
		expect(error.cause).toBeUndefined();
	});
});
