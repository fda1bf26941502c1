import { monitorEventLoopDelay } from 'node:perf_hooks';

import { heapAfterCollection } from '../invariants/memory';

const NS_PER_MS = 1e6;
const MEGABYTE = 1e6;

/** The process at one moment, and since the moment before. */
export interface Sample {
	readonly minutes: number;
	readonly tasksInFlight: number;
	/** Tasks whose wait has ended so far. */
	readonly tasksDone: number;
	readonly faults: number;
	readonly rssMb: number;
	/** On the heap after a collection. */
	readonly heapMb: number;
	readonly sockets: number;
	readonly timers: number;
	readonly loopDelayP50Ms: number;
	readonly loopDelayP99Ms: number;
	readonly loopDelayMaxMs: number;
}

/** The columns, in the order of the file. */
export const COLUMNS = [
	'minutes',
	'tasksInFlight',
	'tasksDone',
	'faults',
	'rssMb',
	'heapMb',
	'sockets',
	'timers',
	'loopDelayP50Ms',
	'loopDelayP99Ms',
	'loopDelayMaxMs',
] as const satisfies ReadonlyArray<keyof Sample>;

/** Looks at this process from time to time. */
export class Sampler {
	readonly samples: Sample[] = [];

	private readonly begunAt = Date.now();

	private readonly loop = monitorEventLoopDelay({ resolution: 10 });

	constructor() {
		this.loop.enable();
	}

	/** The delays are those before the collection that the sample itself costs. */
	take(counted: Pick<Sample, 'tasksInFlight' | 'tasksDone' | 'faults'>): Sample {
		const { loop } = this;
		const kinds = process.getActiveResourcesInfo();
		const count = (pattern: RegExp) => kinds.filter((kind) => pattern.test(kind)).length;
		const sample = {
			minutes: (Date.now() - this.begunAt) / 60_000,
			...counted,
			rssMb: process.memoryUsage.rss() / MEGABYTE,
			sockets: count(/TCPSocketWrap|TCPWRAP|TLSWrap/i),
			timers: count(/^Timeout$/),
			loopDelayP50Ms: loop.percentile(50) / NS_PER_MS,
			loopDelayP99Ms: loop.percentile(99) / NS_PER_MS,
			loopDelayMaxMs: loop.max / NS_PER_MS,
			heapMb: heapAfterCollection() / MEGABYTE,
		};
		this.samples.push(sample);
		loop.reset();
		return sample;
	}
}

/** The samples as CSV. */
export function csvOf(samples: readonly Sample[]): string {
	const rows = samples.map((sample) =>
		COLUMNS.map((column) => String(Math.round(sample[column] * 100) / 100)).join(','),
	);
	return `${[COLUMNS.join(','), ...rows].join('\n')}\n`;
}
