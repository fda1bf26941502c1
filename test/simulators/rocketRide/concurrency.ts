/** Counts the requests under way, and turns away those beyond the limit. */
export class ConcurrencyLimit {
	inFlight = 0;
	/** The peak; a rejected request counts for the moment of its rejection. */
	maxSeen = 0;
	rejected = 0;

	constructor(private readonly limit: number) {}

	/** Runs the work, or the rejection when there is too much of it. */
	async run<T>(work: () => Promise<T>, reject: () => T): Promise<T> {
		this.inFlight += 1;
		this.maxSeen = Math.max(this.maxSeen, this.inFlight);
		try {
			if (this.inFlight <= this.limit) return await work();
			this.rejected += 1;
			return reject();
		} finally {
			this.inFlight -= 1;
		}
	}
}
