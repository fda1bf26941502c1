import { COLUMNS } from '../../../nodes/watchList/columns';
import { startCloudCoin } from '../../simulators/cloudCoin';
import { startHyper3dOnPremises } from '../../simulators/hyper3dOnPremises';
import { startHyper3dRodin } from '../../simulators/hyper3dRodin';
import { startN8nDataTables } from '../../simulators/n8nDataTables';
import { startRocketRide } from '../../simulators/rocketRide';
import { offer } from '../support/remote';

/** The simulators that the bench needs, without a record of requests. */
const starters = {
	rodin: async () => await startHyper3dRodin({ record: false }),
	onPremises: async () => await startHyper3dOnPremises({ record: false }),
	rocketRide: async () => await startRocketRide({ record: false }),
	cloudCoin: async () => await startCloudCoin({ record: false }),
	dataTables: async () => await startN8nDataTables({ record: false }),
};

export type SimulatorName = keyof typeof starters;

/** A watch list. */
export interface NewTable {
	readonly name: string;
	readonly rows: ReadonlyArray<Record<string, unknown>>;
}

type Started = Awaited<ReturnType<(typeof starters)[SimulatorName]>>;

function methodsOf(simulator: Started) {
	const { baseUrl, acceptedKey } = simulator;
	return {
		address: async () => await Promise.resolve({ baseUrl, key: acceptedKey ?? '' }),
		addTasks: async (plans: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
			await Promise.resolve(
				'addTask' in simulator
					? plans.map((plan) => ({ ...simulator.addTask(plan) }) as unknown)
					: [],
			),
		/** A Data Table with these rows. */
		addTable: async ({ name, rows }: NewTable) => {
			if (!('addTable' in simulator)) throw new Error('This simulator has no tables');
			const table = simulator.addTable(name, COLUMNS);
			rows.forEach((row) => table.insert(row));
			await Promise.resolve();
		},
		stats: async () => await Promise.resolve(simulator.stats()),
		resetPeaks: async () => await Promise.resolve(simulator.traffic.resetPeaks()),
		setLatency: async (latencyMs: number) => {
			simulator.latencyMs = latencyMs;
			await Promise.resolve();
		},
	};
}

/** What a simulator in its own process can be asked for. */
export type SimulatorMethods = ReturnType<typeof methodsOf>;

async function main(): Promise<void> {
	const start = starters[process.argv[2] as SimulatorName];
	offer(methodsOf(await start()));
}

if (require.main === module) void main();
