import { checkNoSecret } from './secrets';
import type { Report } from './violations';

/** Words that say that the node did not know what it was doing. */
const UNCLEAR = /unexpected fault|undefined|\[object|unknown error|is not a function|cannot read/i;

interface ShownError {
	readonly message?: unknown;
	readonly description?: unknown;
}

/** An error says what happened and what to do next, and holds no secret. */
export function checkError(error: unknown, where: string, report: Report): void {
	const { message, description } = (error ?? {}) as ShownError;
	const isText = (text: unknown) => typeof text === 'string' && text.trim() !== '';
	if (!isText(message) || !isText(description) || UNCLEAR.test(String(message))) {
		report('every error is clear', `${where}: ${String(message)} / ${String(description)}`);
	}
	checkNoSecret(error, where, report);
}
