import { HttpSimulator } from '../../simulators/support';

/** Long enough for a request too many to come in; nothing is asserted about it. */
const GRACE_MS = 50;

/**
 * A stand-in for Rodin that answers only when a given number of requests wait at the same time, so
 * that how many there are does not depend on the speed of the machine.
 */
export class Gate extends HttpSimulator {
	/** The most requests that ever waited at the same time. */
	maxWaiting = 0;
	private waiting: Array<() => void> = [];

	constructor(private readonly size: number) {
		super('Gate');
		this.app.post('/status', async () => {
			await this.pass();
			return { jobs: [{ uuid: 'job', status: 'Done' }] };
		});
	}

	private async pass(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
			this.maxWaiting = Math.max(this.maxWaiting, this.waiting.length);
			if (this.waiting.length === this.size) setTimeout(() => this.open(), GRACE_MS);
		});
	}

	private open(): void {
		const passing = this.waiting;
		this.waiting = [];
		for (const pass of passing) pass();
	}
}
