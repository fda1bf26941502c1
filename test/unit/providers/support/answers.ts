import type { HttpAnswer } from '../../../../nodes/providers/shared/httpAnswer';
import { TaskRequestError } from '../../../../nodes/task/errors';

/** The host that every made answer comes from. */
export const HOST = 'api.example.com:8443';

/** An answer with a JSON body. */
export function json(body: unknown, status = 200, headers: HttpAnswer['headers'] = {}): HttpAnswer {
	return { status, headers, bodyKind: 'json', body, host: HOST };
}

/** An answer whose body is empty or not JSON. */
export function noJson(bodyKind: 'empty' | 'other', status = 200): HttpAnswer {
	return { status, headers: {}, bodyKind, body: undefined, host: HOST };
}

/** The error a function throws; fails when it throws none, or one of another class. */
export function errorOf(run: () => unknown): TaskRequestError {
	try {
		run();
	} catch (error) {
		if (error instanceof TaskRequestError) return error;
		throw error;
	}
	throw new Error('It did not throw');
}
