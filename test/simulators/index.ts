import { startCloudCoin } from './cloudCoin';
import { startHyper3dOnPremises } from './hyper3dOnPremises';
import { startHyper3dRodin } from './hyper3dRodin';
import { startJobApi } from './jobApi';
import { startOpenAi } from './openAi';
import { startRocketRide } from './rocketRide';
import { startServices } from './services';
import type { SimulatorOptions } from './support/httpSimulator';
import { freeOrAny } from './support/freePort';

/** The list of simulators: a provider is one line here. */
const starters = {
	rodin: startHyper3dRodin,
	cloudCoin: startCloudCoin,
	onPremises: startHyper3dOnPremises,
	rocketRide: startRocketRide,
	openAi: startOpenAi,
	services: startServices,
	jobApi: startJobApi,
};

/** How far apart the fixed ports are; a simulator may use the ports up to its successor's. */
const PORTS_EACH = 10;

type Starters = typeof starters;
type Started = { [Name in keyof Starters]: Awaited<ReturnType<Starters[Name]>> };

export interface StartOptions extends Omit<SimulatorOptions, 'port'> {
	/** The first of the fixed ports; without it, and where one is taken, any free port. */
	basePort?: number;
}

/** All simulators by name. */
export type Simulators = Started & { close(): Promise<void> };

/** Starts every simulator; `close()` ends them all at once. */
export async function startSimulators(options: StartOptions = {}): Promise<Simulators> {
	const { basePort, ...shared } = options;
	const entries = Object.entries(starters).map(async ([name, start], index) => {
		const port = basePort === undefined ? 0 : await freeOrAny(basePort + index * PORTS_EACH);
		return [name, await start({ ...shared, port })] as const;
	});
	const started = Object.fromEntries(await Promise.all(entries)) as Started;
	const close = async () => {
		await Promise.all(Object.values(started).map(async (simulator) => await simulator.close()));
	};
	return { ...started, close };
}
