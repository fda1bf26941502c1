import { TaskRequestError } from '../../task/errors';
import { isRecord, parseJson } from '../../task/json';
import { isNoError } from '../../task/noError';
import type { TaskState } from '../../task/states';
import { createTask } from '../../task/task';
import type { Task, TaskFailure, TaskIdentity, TaskJob, TaskWarning } from '../../task/task';
import { foreignAnswerError } from '../shared/foreignAnswer';
import { httpStatusError, isSuccess, readRetryAfter, shapeError } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { holds } from './conditions';
import type { Description, Exchange, Result, Verdict } from './description';
import { readFault } from './fault';
import { MAX_HINT_MS } from './limits';
import { find } from './path';
import { readState } from './stateOf';
import { numberAt, progressOf, textAt, textOf, timeAt } from './values';

const MS_PER_SECOND = 1000;

/** The likeliest mistake about an API of one's own is the path, which is prefilled. */
const NO_STATE =
	'Check that the base URL in the credential leads to the API itself. For an API that you describe, check State Path as well: it is where the word of the state is in this answer.';

/** What an answer says of a task, before all of it is known. */
export interface Finding {
	readonly state: TaskState;
	readonly rawStatus: string | null;
	readonly jobs: readonly TaskJob[];
	/** A reason that goes before the service's own. */
	readonly reason: string | null;
	/** The answer to the status request. */
	readonly answer: HttpAnswer;
	/** The body in which the result is, where it came with the status. */
	readonly resultBody: unknown;
}

/**
 * What the answer of a status request says: HTTP status, fault, state, demotion, in this order.
 * @throws {TaskRequestError} when it is no answer about a task
 */
export function readStatus(exchange: Exchange, answer: HttpAnswer): Finding {
	const found = (state: TaskState, rawStatus: string | null, reason: string | null) =>
		demoted(exchange, {
			state,
			rawStatus,
			jobs: [],
			reason,
			answer,
			resultBody: answer.body,
		});
	const byStatus = exchange.httpStates?.[answer.status];
	if (byStatus !== undefined) {
		const reason = isSuccess(answer) ? null : reasonIn(exchange, answer);
		return found(byStatus, String(answer.status), reason);
	}
	const fault = readFault(exchange, answer);
	if (fault !== null) return found(fault.state, fault.code, fault.message);
	if (!isSuccess(answer)) throw httpStatusError(answer, reasonIn(exchange, answer));
	const said = answer.bodyKind === 'json' ? readState(answer.body, exchange) : null;
	if (said === null) throw foreignAnswerError(answer, expectedOf(exchange), NO_STATE);
	return demoted(exchange, { ...said, reason: null, answer, resultBody: answer.body });
}

/**
 * What a second request says of a success.
 * @throws {TaskRequestError} when its answer decides nothing
 */
export function readVerdict(
	{ httpStates, headerStates, early, message }: Verdict,
	finding: Finding,
	answer: HttpAnswer,
): Finding {
	if (isSuccess(answer) && answer.bodyKind !== 'json') {
		throw shapeError(answer, 'the result as JSON', answer.body);
	}
	if (holds(answer.body, early)) return { ...finding, state: 'running' };
	const byHeader = headerStates?.find(({ header, is }) => answer.headers[header] === is);
	// A page is a proxy's or a sign-in's, whatever its status, and says nothing about the task.
	const byStatus = answer.bodyKind === 'json' ? httpStates[answer.status] : undefined;
	const state = byHeader?.state ?? byStatus;
	const reason = textAt(answer.body, message) ?? textOf(answer.body);
	if (state !== undefined) return { ...finding, state, reason };
	if (!isSuccess(answer)) throw httpStatusError(answer, reason);
	return { ...finding, resultBody: answer.body };
}

/** The normalised task, and how long the service asks to be left alone (ms). */
export function toTask(
	description: Description,
	exchange: Exchange,
	finding: Finding,
	identity: TaskIdentity,
): { readonly task: Task; readonly retryAfterMs?: number } {
	const { state, rawStatus, jobs, answer } = finding;
	const { body } = answer;
	const position = numberAt(body, exchange.queuePosition);
	const task = createTask(identity, {
		state,
		rawStatus,
		jobs,
		progress: progressOf(body, exchange.progress),
		message: textAt(body, exchange.message),
		failure: failureOf(exchange, finding),
		warning: state === 'succeeded' ? warningOf(exchange, body) : null,
		startedAt: timeAt(body, exchange.startedAt),
		finishedAt: timeAt(body, exchange.finishedAt),
		result: state === 'succeeded' ? resultIn(exchange.result, finding.resultBody) : null,
		...(position !== null && position >= 0 && { details: { queuePosition: position } }),
	});
	const retryAfterMs = task.finished ? null : hintOf(description, answer);
	return retryAfterMs === null ? { task } : { task, retryAfterMs };
}

/** The value of a result that is in the body at hand; null where it takes a request of its own. */
function resultIn(result: Result | undefined, body: unknown): unknown {
	if (result === undefined || result.request !== undefined) return null;
	return resultValue(result, body);
}

/** The value at a result's path, parsed where it is a text of JSON. */
export function resultValue({ path, isJsonText }: Result, body: unknown): unknown {
	const value = path === undefined ? body : find(body, path);
	if (isJsonText !== true || typeof value !== 'string') return value ?? null;
	return parseJson(value) ?? value;
}

function demoted(exchange: Exchange, finding: Finding): Finding {
	if (finding.state !== 'succeeded') return finding;
	const rule = exchange.demote?.find(({ when }) => holds(finding.answer.body, when));
	return rule === undefined ? finding : { ...finding, state: rule.state, reason: rule.message };
}

/** Our own reason first, then the service's, which tells more. */
function failureOf(exchange: Exchange, { reason, answer }: Finding): TaskFailure | null {
	const own = textAt(answer.body, exchange.failure?.message);
	const texts = [reason, isNoError(own) ? null : own].filter((text) => text !== null);
	const message = [...new Set(texts)].join(': ') || textAt(answer.body, exchange.message);
	const code = textAt(answer.body, exchange.failure?.code);
	if (message === null || isNoError(message)) {
		return code === null ? null : { code, message: 'The provider gave a code but no reason' };
	}
	return { code, message };
}

function warningOf(exchange: Exchange, body: unknown): TaskWarning | null {
	const rule = exchange.warning?.find(({ when }) => holds(body, when));
	if (rule === undefined) return null;
	return { code: null, message: rule.message, count: numberAt(body, rule.count) };
}

/** `Retry-After`, also of a success, or the service's own estimate. */
function hintOf({ pace }: Description, { headers, body }: HttpAnswer): number | null {
	const hint = numberAt(body, pace?.hint);
	const estimate =
		hint === null || hint <= 0 ? null : hint * (pace?.hintShare ?? 1) * MS_PER_SECOND;
	const asked = readRetryAfter(headers['retry-after']) ?? estimate;
	return asked === null ? null : Math.min(asked, MAX_HINT_MS);
}

function reasonIn({ fault }: Exchange, { body }: HttpAnswer): string | null {
	return textAt(body, fault?.message) ?? (isRecord(body) ? textOf(body) : null);
}

function expectedOf({ state, jobs }: Exchange): string {
	const paths = (state ?? []).flatMap((rule) => ('path' in rule ? [rule.path] : []));
	const [path = jobs?.path] = paths;
	return path === undefined ? 'the status of a task' : `the status of a task in "${path}"`;
}

/** The error of a result that is not ready although its task succeeded. */
export function notReadyError({ host, headers }: HttpAnswer): TaskRequestError {
	const retryAfterMs = readRetryAfter(headers['retry-after']);
	return new TaskRequestError('unavailable', `${host} has not prepared the result yet`, {
		description:
			'The task is done and its result is being prepared. Ask for it again a little later.',
		...(retryAfterMs !== null && { retryAfterMs }),
	});
}
