import { isRecord, parseJson } from '../../../task/json';
import type { JsonRecord } from '../../../task/json';
import { toText } from '../../../task/normalize';
import type { TaskState } from '../../../task/states';
import { descriptionError } from '../descriptionError';
import type { Exchange, RequestDescription } from '../description';
import { faultOfPath } from '../path';
import { placesIn } from '../template';
import { WORD_LISTS } from './words';

type Credential = Readonly<Record<string, unknown>>;

/**
 * The description that the fields of a credential make.
 * @throws {TaskRequestError} kind `configuration`, naming the field and what was expected
 */
export function fromFields(credential: Credential): Exchange {
	const path = (field: string, label: string) => readPath(credential[field], label);
	const state = path('statePath', 'State Path');
	if (state === undefined) {
		throw descriptionError(['"State Path": expected a path to the word of the state']);
	}
	const progress = path('progressPath', 'Progress Path');
	const message = path('messagePath', 'Message Path');
	const failure = path('failurePath', 'Failure Path');
	const result = path('resultPath', 'Result Path');
	const files = path('filesPath', 'Files Path');
	return {
		status: readRequest(credential),
		state: [{ path: state, words: readWords(credential) }],
		...(progress !== undefined && {
			progress: { path: progress, of: credential.progressOf === 1 ? 1 : 100 },
		}),
		...(message !== undefined && { message }),
		...(failure !== undefined && { failure: { message: failure } }),
		...((result !== undefined || files !== undefined) && {
			result: {
				...(result !== undefined && { path: result }),
				...(files !== undefined && { files: [{ path: files, inStatus: true }] }),
			},
		}),
	};
}

/** An optional path of the credential. */
function readPath(given: unknown, label: string): string | undefined {
	const path = toText(given);
	const fault = path === null ? null : faultOfPath(path);
	if (fault !== null) throw descriptionError([`"${label}": expected ${fault}`]);
	return path ?? undefined;
}

function readRequest({ statusMethod, statusPath, statusBody }: Credential): RequestDescription {
	const path = toText(statusPath);
	if (path !== null && !path.startsWith('/')) {
		throw descriptionError(['"Status Path": expected a path that begins with "/"']);
	}
	const isPost = statusMethod === 'POST';
	const body = isPost ? readBody(statusBody) : undefined;
	const places = placesIn(`${path ?? ''} ${JSON.stringify(body ?? {})}`);
	const other = places.find((place) => place !== 'taskId');
	if (other !== undefined) {
		throw descriptionError([
			`"Status Path" and "Status Body": expected {taskId} only, not {${other}}`,
		]);
	}
	if (path !== null && places.length === 0) {
		// Every task would get the same answer.
		throw descriptionError(['"Status Path": expected {taskId} in it, e.g. /jobs/{taskId}']);
	}
	return {
		...(isPost && { method: 'POST' }),
		...(path !== null && { path }),
		...(body !== undefined && { body }),
	};
}

function readBody(given: unknown): JsonRecord | undefined {
	if (given === undefined || given === null || given === '') return undefined;
	const body = typeof given === 'string' ? parseJson(given) : given;
	if (isRecord(body)) return Object.keys(body).length === 0 ? undefined : body;
	throw descriptionError(['"Status Body": expected a JSON object, e.g. {"id": "{taskId}"}']);
}

/** A word in two lists would say two states. */
function readWords(credential: Credential): Readonly<Record<string, TaskState>> {
	const lists = new Map<string, (typeof WORD_LISTS)[number]>();
	for (const list of WORD_LISTS) {
		for (const part of (toText(credential[list.field]) ?? '').split(',')) {
			const word = part.trim().toLowerCase();
			const other = lists.get(word);
			if (word === '') continue;
			if (other !== undefined && other !== list) {
				throw descriptionError([
					`"${list.displayName}": expected other words than ${other.displayName} has, but "${word}" is in both`,
				]);
			}
			lists.set(word, list);
		}
	}
	if (lists.size === 0) throw descriptionError(['"Done Words": expected one word at least']);
	return Object.fromEntries([...lists].map(([word, { state }]) => [word, state]));
}
