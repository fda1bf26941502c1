import type { Clock } from './clock';
import type { FaultPlan } from './faults';
import type { RecordedRequest } from './requestLog';

export interface SimulatorOptions {
	/** Default 0: any free port. */
	port?: number;
	clock?: Clock;
	/** False for benchmarks: nothing is kept per request. */
	record?: boolean;
	/** How long every answer takes at least; without it requests hardly ever overlap here. */
	latencyMs?: number;
	/** Decides faults with a probability. */
	random?: () => number;
}

/** What all simulators have in common, whatever protocol they speak. */
export interface Simulator {
	readonly name: string;
	/** The origin, such as `http://127.0.0.1:18500`. */
	readonly url: string;
	/** What a user fills in as the credential's base URL. */
	readonly baseUrl: string;
	/** Further origins by name, where it has more than one. */
	readonly otherUrls?: Readonly<Record<string, string>>;
	/** The key it accepts; null where there is no authentication. */
	readonly acceptedKey: string | null;
	readonly clock: Clock;
	readonly faults: FaultPlan;
	readonly requests: readonly RecordedRequest[];
	clearRequests(): void;
	stats(): SimulatorStats;
	close(): Promise<void>;
}

export interface SimulatorStats {
	inFlight: number;
	maxInFlight: number;
	requestCount: number;
	openConnections: number;
	maxOpenConnections: number;
	connectionCount: number;
	faultsInjected: number;
}
