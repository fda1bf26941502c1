import { isRecord, parseJson } from '../../../task/json';
import type { Authentication, Description } from '../description';

type Credential = Readonly<Record<string, unknown>>;

/** How the credential's own fields sign a request; the value itself stays in its field. */
export function ownAuthentication(credential: Credential): {
	readonly authentication?: Authentication;
} {
	const name = typeof credential.name === 'string' ? credential.name.trim() : '';
	switch (credential.authentication) {
		case 'bearer':
			return { authentication: { header: 'Authorization', value: 'Bearer {value}' } };
		case 'header':
			return { authentication: { header: name, value: '{value}' } };
		case 'query':
			return { authentication: { query: name, value: '{value}' } };
		case 'basic':
			return { authentication: { basic: { user: '{user}', password: '{value}' } } };
		default:
			return {};
	}
}

/** What the credential adds to every request, the HTTP Request node's included. */
export function ownSigning(
	credential: Credential,
): Pick<Description, 'authentication' | 'headers'> {
	const { description } = credential;
	const parsed = typeof description === 'string' ? parseJson(description) : description;
	const given = credential.describeBy === 'json' && isRecord(parsed) ? parsed.headers : undefined;
	const headers = Object.entries(isRecord(given) ? given : {}).filter(
		(entry): entry is [string, string] => typeof entry[1] === 'string',
	);
	return { ...ownAuthentication(credential), headers: Object.fromEntries(headers) };
}
