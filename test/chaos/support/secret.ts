/** In every key and token of the suite: where it shows, a secret shows. */
export const MARK = 'S3cr3tM4rk';

/** A secret from its beginning to its end, so that no part of it can show unnoticed. */
export function secret(name: string): string {
	return `${MARK}-${name}-${MARK}`;
}
