import { systemClock } from '../../task/clock';
import { withDeadline } from '../../task/deadline';
import type { ProviderHost } from '../provider';
import type { HttpAnswer } from '../shared/httpAnswer';
import { backoffMs } from './backoff';
import { silenceError } from './connectionErrors';
import { isRejection, rejectedError } from './fromHttp';
import { inSlot } from './slots';

/** Requests one server gets at the same time from this process; it rejects what comes beyond about 10 (measured). */
export const MAX_REQUESTS_PER_SERVER = 8;

/** `GET /task`. It returns the answer unjudged, except that a rejected request is sent again. */
export class HttpClient {
	private readonly server: string;

	private readonly address: string;

	private readonly closing = new AbortController();

	constructor(private readonly host: ProviderHost) {
		this.server = new URL(host.baseUrl).origin;
		this.address = new URL(host.baseUrl).host;
	}

	/**
	 * The status of a task. The time limit begins with the request, not with waiting for a slot.
	 * @throws {TaskRequestError}
	 */
	async getStatus(token: string, signal: AbortSignal): Promise<HttpAnswer> {
		const stop = AbortSignal.any([signal, this.closing.signal]);
		return await inSlot(
			this.server,
			MAX_REQUESTS_PER_SERVER,
			stop,
			async () => await this.askUntilLetIn(token, stop),
		);
	}

	/** Ends what is under way or waits for a slot, e.g. after another item's error. */
	close(): void {
		this.closing.abort();
	}

	/** The slot is kept during the pauses: a server that is busy gets fewer requests. */
	private async askUntilLetIn(token: string, stop: AbortSignal): Promise<HttpAnswer> {
		const { requestTimeoutMs } = this.host;
		let rejection: HttpAnswer | undefined;
		const timeUp = () =>
			rejection === undefined
				? silenceError(this.address, requestTimeoutMs, 'answer')
				: rejectedError(rejection);
		return await withDeadline(stop, requestTimeoutMs, timeUp, async ({ signal }) => {
			for (let rejections = 1; ; rejections++) {
				const answer = await this.host.request(
					{ method: 'GET', path: '/task', query: { token } },
					signal,
				);
				if (!isRejection(answer)) return answer;
				rejection = answer;
				await systemClock.sleep(backoffMs(rejections), signal);
			}
		});
	}
}
