import { TaskRequestError } from '../../task/errors';
import { toWord } from '../../task/normalize';
import type { Task } from '../../task/task';
import type { ResultFile, TaskResults } from '../provider';
import { httpStatusError, isSuccess, shapeError } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import type { DescribedClient, Subject } from './client';
import { holds } from './conditions';
import type { Exchange, Files, Result } from './description';
import { readFault } from './fault';
import { linksIn } from './links';
import { MAX_RESULT_BYTES, MAX_RESULT_PAGES } from './limits';
import { find } from './path';
import { notReadyError, resultValue } from './reading';
import { textOf } from './values';

const NOT_FOUND = 404;
const NOT_READY_STATUSES: ReadonlySet<number> = new Set([202, 425]);

/**
 * The files of a succeeded task, or its data where there are none.
 * @param status the answer that said it has succeeded
 * @throws {TaskRequestError}
 */
export async function readResults(
	client: DescribedClient,
	exchange: Exchange,
	task: Task,
	status: HttpAnswer,
	signal: AbortSignal,
): Promise<TaskResults> {
	const { result } = exchange;
	// Nobody said where the result is: the whole answer is better than nothing.
	if (result === undefined) return { kind: 'data', result: status.body ?? null };
	const subject = { ref: task.ref, status };
	const value =
		result.request === undefined
			? task.result
			: await askForResult(
					client,
					exchange,
					{ ...result, request: result.request },
					subject,
					signal,
				);
	const files = (result.files ?? []).flatMap((one) => filesOf(client, one, value, subject));
	return files.length > 0 ? { kind: 'files', files } : { kind: 'data', result: value };
}

async function askForResult(
	client: DescribedClient,
	exchange: Exchange,
	result: Result & Required<Pick<Result, 'request'>>,
	subject: Subject,
	signal: AbortSignal,
): Promise<unknown> {
	const pages: unknown[] = [];
	const seen = new Set<string>();
	let left = MAX_RESULT_BYTES;
	let answer = await client.send(result.request, subject, signal, left);
	for (;;) {
		requireResult(answer, exchange, result);
		const page = resultValue(result, answer.body);
		pages.push(page);
		const next = result.next === undefined ? null : find(answer.body, result.next);
		// A page that names one that was read would lead round in a circle.
		const isLast = typeof next !== 'string' || next === '' || seen.has(next);
		const isOnly = isLast && pages.length === 1;
		// The pages that are there would look like all of them.
		if (!isOnly && !Array.isArray(page)) {
			throw shapeError(answer, `a list in "${result.path ?? '@'}" of each page`, page ?? undefined);
		}
		if (isLast) return joined(pages);
		seen.add(next);
		left -= JSON.stringify(answer.body).length;
		if (left <= 0 || pages.length >= MAX_RESULT_PAGES) throw tooLargeError(answer.host);
		answer = await client.getPage(next, signal, left);
	}
}

function requireResult(answer: HttpAnswer, exchange: Exchange, result: Result): void {
	if (NOT_READY_STATUSES.has(answer.status) || holds(answer.body, result.early)) {
		throw notReadyError(answer);
	}
	if (!isSuccess(answer)) throw httpStatusError(answer, textOf(answer.body));
	// An error inside a 2xx is no result.
	const fault = readFault(exchange, answer);
	if (fault !== null) throw httpStatusError({ ...answer, status: NOT_FOUND }, fault.message);
	if (answer.bodyKind !== 'json') throw shapeError(answer, 'the result as JSON', answer.body);
}

function joined(pages: readonly unknown[]): unknown {
	return pages.length > 1 ? pages.flat(1) : (pages[0] ?? null);
}

function filesOf(
	client: DescribedClient,
	files: Files,
	value: unknown,
	subject: Subject,
): readonly ResultFile[] {
	if ('each' in files) {
		const found = find(subject.status?.body, files.each);
		const list: readonly unknown[] = Array.isArray(found) ? found : [found];
		return list.flatMap((entry) => {
			const each = toWord(entry);
			if (each === null) return [];
			const url = client.fileUrl(files.url, each, subject);
			return [{ name: files.file.replaceAll('{each}', each), url, ...withKey(files) }];
		});
	}
	const holder = files.inStatus === true ? subject.status?.body : value;
	return linksIn(find(holder, files.path), files.key).map(({ name, url }) => ({
		name,
		url,
		// The key goes to no host but the service's own, whatever a description or an answer says.
		...(client.hosts.includes(new URL(url)) ? withKey(files) : {}),
	}));
}

function withKey(files: Files): { readonly withKey?: true } {
	return files.withKey === true ? { withKey: true } : {};
}

function tooLargeError(host: string): TaskRequestError {
	return new TaskRequestError(
		'provider',
		`The result at ${host} is too large to be read as a whole`,
		{
			description:
				'Fetch it page by page with the HTTP Request node, which takes the same credential.',
		},
	);
}
