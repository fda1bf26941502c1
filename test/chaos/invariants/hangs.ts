import { pause } from '../support/pause';
import type { Report } from './violations';

/** What the event loop of a busy machine may cost on top of any limit. */
export const SLACK_MS = 30_000;

/**
 * Waits for work that has a limit. Work that is not over by then is given up: null.
 * @param limitMs when it must be over, with the slack
 */
export async function endsWithin<Result>(
	limitMs: number,
	what: string,
	report: Report,
	work: Promise<Result>,
): Promise<Result | null> {
	const over = new AbortController();
	const late = pause(limitMs, over.signal).then(() => null);
	work.catch(() => undefined);
	try {
		const result = await Promise.race([work.then((value) => ({ value })), late]);
		if (result !== null) return result.value;
		report('nothing hangs', `${what} is not over after ${Math.round(limitMs / 1000)} s`);
		return null;
	} finally {
		over.abort();
	}
}
