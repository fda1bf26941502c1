import type { Description } from './description';
import { fill } from './template';

/** What a credential adds to a request. */
export interface AuthenticationParts {
	readonly headers: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, string>>;
}

type Authenticated = Pick<Description, 'authentication' | 'headers'>;

/** How the key travels, by the fields of a credential; without the blanks around them. */
export function authenticationOf(
	{ authentication, headers = {} }: Authenticated,
	credential: Readonly<Record<string, unknown>>,
): AuthenticationParts {
	const values = new Map(
		Object.entries(credential).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value.trim()] as const] : [],
		),
	);
	const written = (template: string) => fill(template, values);
	const fixed = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, written(value)]),
	);
	if (authentication === undefined) return { headers: fixed, query: {} };
	if ('header' in authentication) {
		const key = { [authentication.header]: written(authentication.value) };
		return { headers: { ...fixed, ...key }, query: {} };
	}
	if ('query' in authentication) {
		return { headers: fixed, query: { [authentication.query]: written(authentication.value) } };
	}
	const { user, password } = authentication.basic;
	const pair = Buffer.from(`${written(user)}:${written(password)}`).toString('base64');
	return { headers: { ...fixed, Authorization: `Basic ${pair}` }, query: {} };
}
