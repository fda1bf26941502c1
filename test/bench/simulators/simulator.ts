import { join } from 'node:path';

import type { SimulatorStats } from '../../simulators/support';
import { Remote } from '../support/remote';
import type { NewTable, SimulatorMethods, SimulatorName } from './serve';

const FILE = join(__dirname, 'serve.ts');

/** A simulator in its own process, so that its work does not count as the client's. */
export class Simulator {
	private constructor(
		private readonly remote: Remote<SimulatorMethods>,
		readonly baseUrl: string,
		readonly key: string,
	) {}

	static async start(name: SimulatorName): Promise<Simulator> {
		const remote = await Remote.start<SimulatorMethods>(FILE, [name]);
		const { baseUrl, key } = await remote.call('address', undefined as never);
		return new Simulator(remote, baseUrl, key);
	}

	/** Adds tasks, one for each plan. */
	async addTasks<Task>(plans: ReadonlyArray<Readonly<Record<string, unknown>>>): Promise<Task[]> {
		return (await this.remote.call('addTasks', plans)) as Task[];
	}

	/** Adds a Data Table, where the simulator has any. */
	async addTable(table: NewTable): Promise<void> {
		await this.remote.call('addTable', table);
	}

	async stats(): Promise<SimulatorStats> {
		return await this.remote.call('stats', undefined as never);
	}

	/** What the simulator counted while some work was done. */
	async counting(work: () => Promise<unknown>): Promise<SimulatorStats> {
		const before = await this.stats();
		await this.remote.call('resetPeaks', undefined as never);
		await work();
		const after = await this.stats();
		return {
			...after,
			requestCount: after.requestCount - before.requestCount,
			connectionCount: after.connectionCount - before.connectionCount,
		};
	}

	async setLatency(latencyMs: number): Promise<void> {
		await this.remote.call('setLatency', latencyMs);
	}

	async stop(): Promise<void> {
		await this.remote.stop();
	}
}
