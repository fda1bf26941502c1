import { TaskRequestError } from '../../task/errors';
import { toText } from '../../task/normalize';
import type { ProviderHost } from '../provider';

const DEFAULT_PATH = '/socket.io';
const DEFAULT_NAMESPACE = '/api/scheduler_socket';

/** Where the status channel is. */
export interface SocketAddress {
	/** Scheme, host and port. */
	readonly origin: string;
	/** The HTTP path of Socket.IO, which a proxy may move. */
	readonly path: string;
	/** The Socket.IO namespace, which travels inside the connection: no proxy changes it. */
	readonly namespace: string;
	/** Host and port, for messages. */
	readonly host: string;
	readonly allowUnauthorizedCerts: boolean;
}

/**
 * The address of the status channel. The vendor's page gives the namespace like the path of a URL,
 * so two slips are expected: `/api` at the end of the base URL is left out (the vendor's samples
 * have it there), the namespace itself is an error.
 * @throws {TaskRequestError} kind `configuration`
 */
export function readSocketAddress({ baseUrl, credential }: ProviderHost): SocketAddress {
	const { origin, host, pathname } = new URL(baseUrl);
	const namespace = slashed(toText(credential.socketNamespace) ?? DEFAULT_NAMESPACE);
	if (namespace !== '/' && pathname.endsWith(namespace)) throw namespaceInBaseUrl(namespace);
	const prefix = pathname.replace(/\/+$/, '').replace(/\/api$/, '');
	const path = slashed(toText(credential.socketPath) ?? DEFAULT_PATH);
	const complete = path === prefix || path.startsWith(`${prefix}/`);
	return {
		origin,
		host,
		namespace,
		path: complete ? path : `${prefix}${path}`,
		allowUnauthorizedCerts: credential.allowUnauthorizedCerts === true,
	};
}

/** With a slash at the beginning and none at the end, where it would name another namespace. */
function slashed(text: string): string {
	return `/${text.replace(/^\/+|\/+$/g, '')}`;
}

function namespaceInBaseUrl(namespace: string): TaskRequestError {
	return new TaskRequestError(
		'configuration',
		`The base URL of the credential ends with the Socket.IO namespace ${namespace}`,
		{
			description:
				'Open the credential and leave the namespace out of the Base URL, e.g. https://rodin.example.com: it has a field of its own.',
		},
	);
}
