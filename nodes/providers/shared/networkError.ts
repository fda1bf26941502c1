import { TaskRequestError } from '../../task/errors';
import type { TaskErrorKind } from '../../task/errors';
import { isRecord } from '../../task/json';
import { proxyHost } from './proxyAgent';

/** How many `cause` links are followed to the system's own error code. */
const MAX_CAUSES = 5;

const LOOPBACK_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|$)/;

const LOOPBACK_HINT =
	' In Docker, localhost is the container itself: use host.docker.internal or the service name. localhost can also mean ::1 while the server listens on 127.0.0.1 only.';

/**
 * Whose connection failed.
 * - `api`: a provider's API, at the base URL of the credential
 * - `fileHost`: where a link to a file leads; the author has entered no address of it
 */
export type Peer = 'api' | 'fileHost';

interface Advice {
	readonly kind: TaskErrorKind;
	readonly what: (host: string) => string;
	readonly description: Readonly<Record<Peer, string>>;
	/** Whether localhost may mean another machine than the author thinks. */
	readonly mayBeLoopback?: boolean;
}

const both = (description: string): Advice['description'] => ({
	api: description,
	fileHost: description,
});

const DROPPED: Advice = {
	kind: 'unavailable',
	what: (host) => `${host} closed the connection before it had answered`,
	description: both(
		'The server or a proxy in front of it is being restarted or overloaded. Try again.',
	),
	mayBeLoopback: true,
};

const UNKNOWN_HOST: Advice = {
	kind: 'unavailable',
	what: (host) => `No address is known for ${host}`,
	description: {
		api: 'Check the host name in the credential, and that n8n can resolve names.',
		fileHost: 'The provider gave a link to this host. Check that n8n can resolve its name.',
	},
	mayBeLoopback: true,
};

const NO_ANSWER: Advice = {
	kind: 'timeout',
	what: (host) => `${host} did not answer in time`,
	description: both('Check that the server is reachable from n8n, or raise Request Timeout.'),
	mayBeLoopback: true,
};

const ADVICE: Readonly<Record<string, Advice>> = {
	ECONNREFUSED: {
		kind: 'unavailable',
		what: (host) => `Nothing answers at ${host}`,
		description: {
			api: 'Check the address and the port in the credential, and that the server runs.',
			fileHost:
				'The provider gave a link to this address. Check that the file server runs and that n8n can reach it.',
		},
		mayBeLoopback: true,
	},
	ECONNRESET: DROPPED,
	EPIPE: DROPPED,
	ENOTFOUND: UNKNOWN_HOST,
	EAI_AGAIN: UNKNOWN_HOST,
	ETIMEDOUT: NO_ANSWER,
	ECONNABORTED: NO_ANSWER,
	EHOSTUNREACH: NO_ANSWER,
	ENETUNREACH: NO_ANSWER,
};

const BAD_CERTIFICATE: Advice = {
	kind: 'configuration',
	what: (host) => `The TLS certificate of ${host} is not trusted`,
	description: {
		api: 'Three ways: give the server a certificate of a known authority for this name; give n8n your own authority with NODE_EXTRA_CA_CERTS; or turn on Ignore SSL Issues (Insecure) in the credential, which those of servers of your own have.',
		fileHost:
			'Give the file server a certificate of a known authority for this name, or give n8n your own authority with NODE_EXTRA_CA_CERTS. Ignore SSL Issues (Insecure), where the provider has it, holds for its files as well.',
	},
};

const NOT_HTTP: Advice = {
	kind: 'protocol',
	what: (host) => `${host} does not speak the expected protocol`,
	description: {
		api: 'Check the scheme (http or https) and the port of the base URL in the credential.',
		fileHost: 'The file server, or a proxy in front of it, has a fault. Try again later.',
	},
};

const BAD_KEY: Advice = {
	kind: 'credential',
	what: (host) => `${host} was not asked: the key cannot be sent`,
	description: both(
		'The key in the credential contains a line break or another character that no key has. Copy it again.',
	),
};

const UNREACHABLE: Advice = {
	kind: 'unavailable',
	what: (host) => `${host} cannot be reached`,
	description: {
		api: 'Check the address in the credential and the connection of n8n.',
		fileHost: 'Check the connection of n8n, and whether it may reach this host.',
	},
	mayBeLoopback: true,
};

const PROXY =
	'HTTP_PROXY, HTTPS_PROXY or ALL_PROXY of n8n names this proxy. Check that it runs, or list the host of the base URL in NO_PROXY.';

/** Faults of finding and calling a machine: behind a proxy it is the proxy that is called. */
const CALLING = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/**
 * The error of a request that got no answer. Only the system's code of the original error is used:
 * its message and its `config` may hold the key.
 * @param asked the address; or its host alone, once it has been reached
 * @param peer whom the advice speaks of
 */
export function networkError(error: unknown, asked: string, peer: Peer = 'api'): TaskRequestError {
	const code = findCode(error);
	const { kind, what, description, mayBeLoopback } = adviceFor(code);
	const suffix = code === null ? '' : ` (${code})`;
	const isUrl = asked.includes('://');
	const proxy = isUrl && CALLING.test(code ?? '') ? proxyHost(asked) : null;
	if (proxy !== null) {
		return new TaskRequestError(kind, what(`the proxy ${proxy}`), { description: PROXY + suffix });
	}
	const host = isUrl ? new URL(asked).host : asked;
	const hint = mayBeLoopback === true ? loopbackHint(host) : '';
	return new TaskRequestError(kind, what(host), {
		description: `${description[peer]}${hint}${suffix}`,
	});
}

/** What to know about localhost, to be put behind advice; empty for every other host. */
export function loopbackHint(host: string): string {
	return LOOPBACK_HOST.test(host) ? LOOPBACK_HINT : '';
}

function adviceFor(code: string | null): Advice {
	if (code === null) return UNREACHABLE;
	if (/CERT|TLS_|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return BAD_CERTIFICATE;
	if (/^(HPE_|EPROTO|Z_|ERR_SSL)/.test(code)) return NOT_HTTP;
	if (code === 'ERR_INVALID_CHAR') return BAD_KEY;
	return ADVICE[code] ?? UNREACHABLE;
}

function findCode(error: unknown): string | null {
	let current: unknown = error;
	for (let depth = 0; depth < MAX_CAUSES && isRecord(current); depth++) {
		// n8n's own error keeps a system's code where others have the HTTP status.
		const code = [current.code, current.httpCode].find(isSystemCode);
		if (code !== undefined) return code;
		current = current.cause;
	}
	return null;
}

function isSystemCode(value: unknown): value is string {
	return typeof value === 'string' && /^[A-Z]/.test(value);
}
