import type { IPollFunctions } from 'n8n-workflow';

import { networkError } from '../providers/shared/networkError';
import { withDeadline } from '../task/deadline';
import { TaskRequestError } from '../task/errors';
import { isRecord, parseJson } from '../task/json';
import { toText } from '../task/normalize';

/** How an attempt to resume an execution ended. */
export interface ResumeEnd {
	/** Whether it was resumed or never will be; else it may succeed later. */
	readonly isFinal: boolean;
	/** Why it was not resumed; null when it was. */
	readonly message: string | null;
}

/** n8n-core's evaluation of expressions, which polls have too (node-execution-context.js, 2.8.4). */
type WithExpressions = IPollFunctions & {
	evaluateExpression?(expression: string, itemIndex: number): unknown;
};

/** The path at which n8n is told where an execution waits, unless N8N_ENDPOINT_WEBHOOK_WAIT names another. */
const WAITING_PATH = '/webhook-waiting/';
/** An execution's id, a webhook suffix perhaps, and the signature of newer versions. */
const EXECUTION = /^[\w-]+(\/[\w-]+)*(\?signature=[\w%/-]+)?$/;
/** What n8n says of an execution that does not exist or has ended (waiting-webhooks.js, 2.8.4). */
const GONE = /does not exist|has finished/i;

const FOREIGN = never("This is no address of this n8n's own waiting webhooks, and was not called");
const IS_GONE = never('The execution that waited is gone: it has ended, or was stopped or deleted');

/** What n8n's other refusals mean, by status. */
const REFUSALS: Readonly<Record<number, ResumeEnd>> = {
	401: never('n8n refused to resume the execution: the address has no valid signature'),
	404: later(
		'The execution does not wait for a call yet; this is tried again. The Wait node must resume On Webhook Call, with the HTTP Method POST',
	),
	409: later('The execution does not wait yet; this is tried again'),
};

function never(message: string): ResumeEnd {
	return { isFinal: true, message };
}

function later(message: string): ResumeEnd {
	return { isFinal: false, message };
}

/**
 * Where executions of this n8n wait: as n8n itself names it, and beside its public API.
 * @param apiBaseUrl the base URL of the public API
 */
export function waitingBases(context: IPollFunctions, apiBaseUrl: string): readonly string[] {
	const beside = `${apiBaseUrl.replace(/\/api\/v\d+$/, '')}${WAITING_PATH}`;
	const own = (context as WithExpressions).evaluateExpression?.('{{ $execution.resumeUrl }}', 0);
	if (typeof own !== 'string' || !URL.canParse(own)) return [beside];
	const { origin, pathname } = new URL(own);
	return [origin + pathname.slice(0, pathname.lastIndexOf('/') + 1), beside];
}

/** Whether an address is one of this n8n's own waiting webhooks. */
export function isOwnAddress(address: string, bases: readonly string[]): boolean {
	const base = bases.find((one) => address.startsWith(one));
	return base !== undefined && EXECUTION.test(address.slice(base.length));
}

/**
 * Posts a task to the execution that waits for it. Without the key of the API: the workflow would
 * see it among the headers.
 */
export async function resume(
	context: IPollFunctions,
	address: string,
	bases: readonly string[],
	body: object,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<ResumeEnd> {
	if (!isOwnAddress(address, bases)) return FOREIGN;
	const { host } = new URL(address);
	const late = () =>
		new TaskRequestError('timeout', `${host} did not answer within ${timeoutMs / 1000} s`, {
			description: 'It is tried again.',
		});
	try {
		const { statusCode, body: text } = await withDeadline(signal, timeoutMs, late, async (end) =>
			post(context, address, body, end.signal),
		);
		return toEnd(statusCode, text);
	} catch (error) {
		const { message } = error instanceof TaskRequestError ? error : networkError(error, host);
		return later(`The execution was not resumed: ${message}`);
	}
}

async function post(
	context: IPollFunctions,
	url: string,
	body: object,
	abortSignal: AbortSignal,
): Promise<{ statusCode: number; body: unknown }> {
	return (await context.helpers.httpRequest({
		method: 'POST',
		url,
		body: { ...body },
		json: true,
		abortSignal,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	})) as { statusCode: number; body: unknown };
}

function toEnd(status: number, body: unknown): ResumeEnd {
	if (status >= 200 && status < 300) return { isFinal: true, message: null };
	const value = typeof body === 'string' ? parseJson(body) : body;
	const words = isRecord(value) ? (toText(value.message) ?? '') : '';
	if ((status === 404 || status === 409) && GONE.test(words)) return IS_GONE;
	return REFUSALS[status] ?? later(`The execution was not resumed: n8n answered ${status}`);
}
