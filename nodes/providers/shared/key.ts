/** A key of the credential as every channel sends it: without the blanks and line breaks around it. */
export function readKey(credential: Readonly<Record<string, unknown>>, field: string): string {
	const key = credential[field];
	return typeof key === 'string' ? key.trim() : '';
}

/** The value of the Authorization header. With a capital B: RocketRide knows no other. */
export function bearer(credential: Readonly<Record<string, unknown>>, field: string): string {
	return `Bearer ${readKey(credential, field)}`;
}
