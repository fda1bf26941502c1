import type { IAuthenticate } from 'n8n-workflow';

import { headerFrom, readKey } from './header';

/** Puts a field of the credential into the Authorization header. */
export function bearerFrom(field: string): IAuthenticate {
	return headerFrom('Authorization', (credential) => bearer(credential, field));
}

/** The value of the Authorization header. With a capital B: RocketRide knows no other. */
export function bearer(credential: Readonly<Record<string, unknown>>, field: string): string {
	return `Bearer ${readKey(credential, field)}`;
}
