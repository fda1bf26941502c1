import type { z } from 'zod';

import type { Description, Exchange, RequestDescription } from './description';
import { descriptionError } from './descriptionError';
import { exchangesOf } from './exchangeOf';
import { ownSchema, serviceSchema } from './schema';
import { placesIn } from './template';

/** What a credential's own description may say; the rest comes from the credential's fields. */
export type OwnDescription = Exchange &
	Partial<
		Pick<
			Description,
			| 'name'
			| 'displayName'
			| 'documentationUrl'
			| 'hosts'
			| 'headers'
			| 'pace'
			| 'notFoundTolerance'
			| 'test'
		>
	>;

/**
 * Checks the description of a service of this package.
 * @throws {TaskRequestError} kind `configuration`, naming each key that is wrong
 */
export function checkDescription(given: unknown): asserts given is Description {
	checkShape(serviceSchema, given);
	checkWhole(given as Description);
}

/**
 * Checks a description out of a credential.
 * @throws {TaskRequestError} as {@link checkDescription}
 */
export function checkOwnDescription(given: unknown): asserts given is OwnDescription {
	checkShape(ownSchema, given);
}

/**
 * Checks what no single key shows: that a task can be asked for, that something says its state, and
 * that each `{x}` stands for something.
 * @throws {TaskRequestError} as {@link checkDescription}
 */
export function checkWhole(description: Description): void {
	const { identifiers, credential, variants } = description;
	const isUrlOnly = identifiers.some(({ isUrl }) => isUrl === 'only');
	const known = new Set([
		...identifiers.map(({ name }) => name),
		...(credential.fields?.map(({ name }) => name) ?? ['apiKey']),
	]);
	if (variants !== undefined && !identifiers.some(({ name }) => name === variants.by)) {
		throw descriptionError([`"variants.by": expected the name of an identifier`]);
	}
	for (const exchange of exchangesOf(description)) {
		if (exchange.status.path === undefined && !isUrlOnly) {
			throw descriptionError(['"status.path": expected a path, e.g. /jobs/{id}']);
		}
		const { state, jobs, httpStates } = exchange;
		if (state === undefined && jobs === undefined && httpStates === undefined) {
			throw descriptionError(['"state": expected rules that say the state, or "jobs"']);
		}
	}
	const stranger = templatesOf(description).find(({ text, names }) =>
		placesIn(text).some((place) => !known.has(place) && !names.includes(place)),
	);
	if (stranger !== undefined) {
		const { at: key, text, names } = stranger;
		const allowed = [...known, ...names].map((place) => `{${place}}`).join(', ');
		throw descriptionError([`"${key}": expected none but ${allowed} in "${text}"`]);
	}
}

/** A text with places, the key it is at, and the names that stand for something only there. */
interface Template {
	readonly at: string;
	readonly text: string;
	readonly names: readonly string[];
}

function templatesOf(description: Description): readonly Template[] {
	const ofExchanges = exchangesOf(description).flatMap(({ status, verdict, result }) => [
		...ofRequest('status', status),
		...ofRequest('verdict.request', verdict?.request),
		...ofRequest('result.request', result?.request),
		...(result?.files ?? []).flatMap((files) =>
			'each' in files ? [{ at: 'result.files', text: files.url, names: ['each'] }] : [],
		),
	]);
	return [
		...ofExchanges,
		...ofRequest('test.request', description.test?.request),
		...textsIn(description.headers).map((text) => ({ at: 'headers', text, names: [] })),
		...textsIn(description.authentication).map((text) => ({
			at: 'authentication',
			text,
			names: [],
		})),
	];
}

function ofRequest(key: string, request: RequestDescription | undefined): readonly Template[] {
	const names = Object.keys(request?.values ?? {});
	return (['path', 'query', 'body'] as const).flatMap((part) =>
		textsIn(request?.[part]).map((text) => ({ at: `${key}.${part}`, text, names })),
	);
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): readonly string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function checkShape(schema: z.ZodType, given: unknown): void {
	const { success, error } = schema.safeParse(given);
	if (success) return;
	throw descriptionError(error.issues.map(({ path, message }) => `${at(path)}${message}`));
}

/** A path as an author writes it: `state[0].words`. */
function at(path: readonly PropertyKey[]): string {
	const written = path
		.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
		.join('')
		.replace(/^\./, '');
	return written === '' ? '' : `"${written}": `;
}
