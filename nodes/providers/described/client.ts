import { TaskRequestError } from '../../task/errors';
import { toWord } from '../../task/normalize';
import type { TaskRef } from '../../task/task';
import type { ProviderHost, ProviderRequest } from '../provider';
import type { HttpAnswer } from '../shared/httpAnswer';
import { shapeError } from '../shared/httpAnswer';
import { OwnHosts, isUrl } from './address';
import type { Description, RequestDescription } from './description';
import { exchangeOf, idOf } from './exchangeOf';
import { MAX_RESULT_BYTES } from './limits';
import { find } from './path';
import { fill, fillJson, toPathPart } from './template';
import type { Values } from './template';

/** Which task a request is about. */
export interface Subject {
	readonly ref: TaskRef;
	/** The answer of the status request, once there is one. */
	readonly status?: HttpAnswer;
}

/** The requests of a described service. They return answers unjudged. */
export class DescribedClient {
	readonly hosts: OwnHosts;

	constructor(
		private readonly host: ProviderHost,
		private readonly description: Description,
	) {
		this.hosts = new OwnHosts(host.baseUrl, description);
	}

	/** The status request: to the task's own URL, where the author gave one. */
	async getStatus(ref: TaskRef, signal: AbortSignal): Promise<HttpAnswer> {
		const { status, result } = exchangeOf(this.description, ref);
		// A result that comes with the status may be long: pages of a document, words of a recording.
		const isResult = result !== undefined && result.request === undefined;
		const maxBytes = isResult ? MAX_RESULT_BYTES : undefined;
		const identifier = this.description.identifiers.find(
			({ name, isUrl: mayBeUrl }) => mayBeUrl !== undefined && isUrl(ref[name] ?? ''),
		);
		if (identifier === undefined) {
			if (status.path === undefined) throw onlyUrlsError();
			return await this.send(status, { ref }, signal, maxBytes);
		}
		const url = this.hosts.require(ref[identifier.name] ?? '', identifier.displayName, 'input');
		return await this.sendTo(url, status, this.valuesOf(status, { ref }), signal, maxBytes);
	}

	/** Any other request about a task. */
	async send(
		request: RequestDescription,
		subject: Subject,
		signal: AbortSignal,
		maxBytes?: number,
	): Promise<HttpAnswer> {
		const values = this.valuesOf(request, subject);
		if (request.url !== undefined) {
			const found = find(subject.status?.body, request.url);
			if (typeof found !== 'string' && subject.status !== undefined) {
				throw shapeError(subject.status, `an address in "${request.url}"`, found ?? undefined);
			}
			const url = this.hosts.require(String(found), `"${request.url}" of the answer`, 'protocol');
			return await this.sendTo(url, request, values, signal, maxBytes);
		}
		const query = queryOf(request, values);
		return await this.host.request(
			{
				...base(request, values, maxBytes),
				path: this.pathOf(request.path ?? '', values),
				...(query && { query }),
			},
			signal,
		);
	}

	/** The next page of a result, at a URL that the page before it has. */
	async getPage(address: string, signal: AbortSignal, maxBytes: number): Promise<HttpAnswer> {
		const url = this.hosts.require(address, 'The address of the next page', 'protocol');
		return await this.sendTo(url, {}, new Map(), signal, maxBytes);
	}

	/** The address of a file of the service, with `{each}` as one of the values it is made of. */
	fileUrl(template: string, each: string, subject: Subject): string {
		const values = new Map([...this.valuesOf({}, subject), ['each', each]]);
		return this.host.baseUrl + this.pathOf(template, values);
	}

	private async sendTo(
		url: URL,
		request: RequestDescription,
		values: Values,
		signal: AbortSignal,
		maxBytes?: number,
	): Promise<HttpAnswer> {
		for (const [key, value] of Object.entries(queryOf(request, values) ?? {})) {
			if (!url.searchParams.has(key)) url.searchParams.set(key, value);
		}
		return await this.host.request(
			{
				...base(request, values, maxBytes),
				baseUrl: url.origin,
				path: url.pathname + url.search,
			},
			signal,
		);
	}

	private pathOf(template: string, values: Values): string {
		return fill(template, values, (value, name) => {
			const identifier = this.description.identifiers.find((one) => one.name === name);
			return toPathPart(value, name, identifier?.mayHoldSlashes === true);
		});
	}

	private valuesOf({ values = {} }: RequestDescription, { ref, status }: Subject): Values {
		const found = new Map<string, string>();
		for (const [name, value] of Object.entries(this.host.credential)) {
			if (typeof value === 'string') found.set(name, value.trim());
		}
		for (const identifier of this.description.identifiers) {
			const id = idOf(this.description, identifier, ref);
			if (id !== null) found.set(identifier.name, id);
		}
		for (const [name, path] of Object.entries(values)) {
			const value = toWord(find(status?.body, path));
			if (value === null && status !== undefined) {
				throw shapeError(status, `a value in "${path}"`, find(status.body, path) ?? undefined);
			}
			found.set(name, value ?? '');
		}
		return found;
	}
}

function onlyUrlsError(): TaskRequestError {
	return new TaskRequestError('input', 'The task is named by an ID, but no status path is known', {
		description:
			'Use the status URL of the task, or enter the status path in the credential, e.g. /jobs/{taskId}.',
	});
}

function base(
	{ method = 'GET', body }: RequestDescription,
	values: Values,
	maxBytes: number | undefined,
): Omit<ProviderRequest, 'path'> {
	return {
		method,
		...(body && { body: fillJson(body, values) as Record<string, unknown> }),
		...(maxBytes !== undefined && { maxBytes }),
	};
}

function queryOf(
	{ query }: RequestDescription,
	values: Values,
): Record<string, string> | undefined {
	if (query === undefined) return undefined;
	return Object.fromEntries(
		Object.entries(query).map(([key, value]) => [key, fill(value, values)]),
	);
}
