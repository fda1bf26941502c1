import { randomBytes, randomUUID } from 'node:crypto';

/** Most vendors' ids. */
export const uuid = (): string => randomUUID();

/** A prefix and hex digits, as in `batch_6f…`. */
export const hexId =
	(prefix: string, bytes = 12) =>
	(): string =>
		prefix + randomBytes(bytes).toString('hex');
