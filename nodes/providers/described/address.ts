import { TaskRequestError } from '../../task/errors';
import type { TaskErrorKind } from '../../task/errors';
import type { Description } from './description';
import { placesIn } from './template';

/** Whether an identifier is a URL. */
export function isUrl(value: string): boolean {
	return /^https?:\/\//i.test(value) && URL.canParse(value);
}

/** A URL without query and fragment, which may hold signatures and never tell tasks apart. */
export function withoutQuery(value: string): string {
	const { origin, pathname } = new URL(value);
	return origin + pathname;
}

/**
 * The ID that a URL holds where the status path has it.
 * @param template e.g. `/predictions/{predictionId}`
 * @returns null when the URL does not end like the template
 */
export function idInUrl(value: string, template: string | undefined, name: string): string | null {
	if (template === undefined || !placesIn(template).includes(name)) return null;
	const pattern = template
		.split(/(\{\w+\})/)
		.map((part) => {
			if (part === `{${name}}`) return '([^/]+)';
			return /^\{\w+\}$/.test(part) ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		})
		.join('');
	const id = new RegExp(`${pattern}/?$`).exec(new URL(value).pathname)?.[1];
	try {
		return id === undefined ? null : decodeURIComponent(id);
	} catch {
		return null;
	}
}

/** Where the key may go: the origin of the credential's base URL, and the service's hosts by https. */
export class OwnHosts {
	private readonly baseOrigin: string;
	private readonly hosts: readonly string[];

	constructor(
		baseUrl: string,
		private readonly description: Pick<Description, 'displayName' | 'baseUrl' | 'hosts'>,
	) {
		this.baseOrigin = new URL(baseUrl).origin;
		const { hosts = [], baseUrl: prefilled } = description;
		this.hosts = URL.canParse(prefilled) ? [new URL(prefilled).host, ...hosts] : hosts;
	}

	/** Whether the key may go to a URL. */
	includes(url: URL): boolean {
		if (url.username !== '' || url.password !== '') return false;
		if (url.origin === this.baseOrigin) return true;
		return url.protocol === 'https:' && this.hosts.some((host) => fits(url.host, host));
	}

	/**
	 * The URL, if the key may go there.
	 * @param label what it is, for the message
	 * @throws {TaskRequestError} before anything is sent elsewhere
	 */
	require(value: string, label: string, kind: TaskErrorKind): URL {
		if (!isUrl(value)) {
			throw new TaskRequestError(kind, `${label} is not an http or https address`, {
				description: 'Use the address as the answer of the request that started the task has it.',
			});
		}
		const url = new URL(value);
		if (this.includes(url)) return url;
		throw new TaskRequestError(
			kind,
			`${label} leads to ${url.origin}, which is not an address of ${this.description.displayName}`,
			{
				description: `The key is sent to the service's own hosts only: ${[this.baseOrigin, ...this.hosts].join(', ')}. For a gateway or another region, change the Base URL in the credential.`,
			},
		);
	}
}

function fits(host: string, pattern: string): boolean {
	return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
