import { isRecord, parseJson } from '../../../task/json';
import { toText } from '../../../task/normalize';
import type * as Check from '../check';
import type { Description } from '../description';
import { descriptionError } from '../descriptionError';
import { readBaseUrl } from '../../shared/baseUrl';
import { ownAuthentication } from './authentication';
import { fromFields } from './fromFields';
import { HTTP_API } from './panel';

type Credential = Readonly<Record<string, unknown>>;

/** What a header may be called (RFC 9110). */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * The API that a credential describes, by its fields or by its JSON.
 * @throws {TaskRequestError} kind `configuration`, naming the key and what was expected
 */
export async function describe(credential: Credential): Promise<Description> {
	const { authentication } = ownAuthentication(credential);
	requireSigning(credential);
	const baseUrl = readBaseUrl(credential.baseUrl);
	const fixed = {
		...HTTP_API,
		displayName: new URL(baseUrl).host,
		baseUrl,
		...(authentication !== undefined && { authentication }),
	};
	if (credential.describeBy !== 'json') return { ...fromFields(credential), ...fixed };
	const own = parsed(credential.description);
	// The schemas are loaded where there is a description to check.
	const check: typeof Check = await import('../check');
	check.checkOwnDescription(own);
	const description = { ...own, ...fixed };
	check.checkWhole(description);
	return description;
}

const MISPLACED: Readonly<Record<string, string>> = {
	baseUrl: 'Base URL',
	authentication: 'Authentication',
	credential: 'Authentication',
	identifiers: 'Task ID or Status URL, which a path has as {taskId}',
};

function parsed(given: unknown): unknown {
	const value = typeof given === 'string' ? parseJson(given) : given;
	if (!isRecord(value)) throw descriptionError(['"Description": expected a JSON object']);
	for (const [key, field] of Object.entries(MISPLACED)) {
		if (Object.hasOwn(value, key)) {
			throw descriptionError([`"${key}": expected it in the field ${field}, not here`]);
		}
	}
	return value;
}

function requireSigning({ authentication, name, value, user }: Credential): void {
	if (authentication === 'none' || authentication === undefined) return;
	const missing = (label: string) => descriptionError([`"${label}": expected a text`]);
	if (authentication === 'header' && !HEADER_NAME.test(toText(name) ?? '')) {
		throw descriptionError(['"Name": expected the name of a header, e.g. X-API-Key']);
	}
	if (authentication === 'query' && toText(name) === null) throw missing('Name');
	if (authentication === 'basic' ? toText(user) === null : toText(value) === null) {
		throw missing(authentication === 'basic' ? 'User' : 'Value');
	}
}
