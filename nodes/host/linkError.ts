import type { HttpAnswer } from '../providers/shared/httpAnswer';
import { httpStatusError, readRetryAfter } from '../providers/shared/httpAnswer';
import { TaskRequestError } from '../task/errors';
import type { TaskErrorKind } from '../task/errors';

type Refusal = Pick<HttpAnswer, 'status' | 'headers' | 'host'>;

/** Statuses by which file servers say that a presigned link is no longer good; stores differ. */
const EXPIRED_STATUSES: ReadonlySet<number | undefined> = new Set([400, 401, 403, 404, 410]);

/** Whether a fresh link may help. */
export function isExpired(error: TaskRequestError): boolean {
	return EXPIRED_STATUSES.has(error.httpStatus);
}

/**
 * The error of a file server that refuses a link. A presigned link has nothing to do with the
 * credential; one that is fetched with the key has.
 */
export function linkError(refusal: Refusal, withKey: boolean): TaskRequestError {
	const { status, headers, host } = refusal;
	if (withKey) return httpStatusError({ ...refusal, bodyKind: 'empty', body: undefined });
	const error = (kind: TaskErrorKind, what: string, description: string) => {
		const retryAfterMs = readRetryAfter(headers['retry-after']) ?? undefined;
		const details = { description, httpStatus: status, retryAfterMs };
		return new TaskRequestError(kind, `${what} (HTTP ${status})`, details);
	};
	if (EXPIRED_STATUSES.has(status)) {
		return error(
			'provider',
			'the link has expired or the file is gone',
			'Links to results expire, often after minutes. Ask for the results again; if it stays so, the provider has deleted the file.',
		);
	}
	if (status === 429) {
		return error(
			'rateLimited',
			`${host} receives too many requests`,
			'The file server limits downloads. Try again later, or get fewer results at a time.',
		);
	}
	if (status === 408 || status >= 500) {
		return error(
			'unavailable',
			`${host} cannot send the file at the moment`,
			'The file server has a fault. Try again later.',
		);
	}
	return error(
		'provider',
		`${host} refused the link`,
		'The link that the provider gave does not lead to a file. Ask for the results again.',
	);
}

/**
 * The address in a link, or in a redirect of one.
 * @throws {TaskRequestError} for anything but http and https
 */
export function readFileUrl(given: string, base?: string): URL {
	const url = URL.canParse(given, base) ? new URL(given, base) : undefined;
	if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
	throw new TaskRequestError('provider', 'the provider gave no link for it', {
		description:
			'The file is missing at the provider. Ask again later, or leave it out with File Filter in the options.',
	});
}
