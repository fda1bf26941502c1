import type { IAuthenticate } from 'n8n-workflow';

/**
 * Puts a field of the credential into the Authorization header. A function and not a block of
 * expressions, which n8n evaluates anew for every request: about a tenth of the CPU time of a status
 * check, in a profile. n8n's HTTP Request node takes either.
 */
export function bearerFrom(field: string): IAuthenticate {
	return async (credentials, requestOptions) => {
		const headers = {
			...requestOptions.headers,
			// With a capital B: RocketRide knows no other.
			Authorization: `Bearer ${credentials[field] as string}`,
		};
		return await Promise.resolve({ ...requestOptions, headers });
	};
}
