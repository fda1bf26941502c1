import type { IAuthenticate } from 'n8n-workflow';

import { bearer } from '../../nodes/providers/shared/key';
import { headerFrom } from './header';

/** Puts a field of the credential into the Authorization header. */
export function bearerFrom(field: string): IAuthenticate {
	return headerFrom('Authorization', (credential) => bearer(credential, field));
}
