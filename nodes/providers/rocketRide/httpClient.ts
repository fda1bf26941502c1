import { systemClock } from '../../task/clock';
import { withDeadline } from '../../task/deadline';
import type { Deadline } from '../../task/deadline';
import { canceledError } from '../../task/errors';
import { createLimiter } from '../../task/limiter';
import type { ProviderHost } from '../provider';
import type { HttpAnswer } from '../shared/httpAnswer';
import { silenceError } from './connectionErrors';
import { isRejection, rejectedError } from './fromHttp';
import { MAX_HTTP_REQUESTS, retryDelayMs } from './limits';

/** `GET /task`. It returns the answer unjudged, except that a rejected request is sent again. */
export class HttpClient {
	/** Of this execution alone: no other one's hung requests hold it up. */
	private readonly inTurn = createLimiter(MAX_HTTP_REQUESTS);

	private readonly underWay = new Set<Deadline>();

	private closed = false;

	constructor(private readonly host: ProviderHost) {}

	/**
	 * The status of a task. The time limit begins with the request, not with waiting for its turn.
	 * @throws {TaskRequestError}
	 */
	async getStatus(token: string, signal: AbortSignal): Promise<HttpAnswer> {
		return await this.inTurn(async () => await this.askInTime(token, signal), signal);
	}

	/** Ends what is under way or waits for its turn, e.g. after another item's error. */
	close(): void {
		this.closed = true;
		for (const deadline of this.underWay) deadline.end(canceledError());
	}

	private async askInTime(token: string, signal: AbortSignal): Promise<HttpAnswer> {
		if (this.closed) throw canceledError();
		const { requestTimeoutMs, baseUrl } = this.host;
		let rejection: HttpAnswer | undefined;
		const timeUp = () =>
			rejection === undefined
				? silenceError(new URL(baseUrl).host, requestTimeoutMs, 'answer')
				: rejectedError(rejection);
		return await withDeadline(signal, requestTimeoutMs, timeUp, async (deadline) => {
			this.underWay.add(deadline);
			try {
				for (let rejections = 1; ; rejections++) {
					const answer = await this.ask(token, deadline.signal);
					if (!isRejection(answer)) return answer;
					rejection = answer;
					await systemClock.sleep(retryDelayMs(rejections), deadline.signal);
				}
			} finally {
				this.underWay.delete(deadline);
			}
		});
	}

	private async ask(token: string, signal: AbortSignal): Promise<HttpAnswer> {
		return await this.host.request({ method: 'GET', path: '/task', query: { token } }, signal);
	}
}
