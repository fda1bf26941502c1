import { startN8n } from '../../../scripts/n8n/server';
import { N8nApi } from '../../e2e/support/n8nApi';
import { Simulator } from '../simulators/simulator';
import { count, inMegabytes, list, megabytes, times } from '../support/format';
import { HTTP_REQUEST, NODE, prepare, run, TASKS } from '../support/n8nBench';
import type { Bench } from '../support/n8nBench';
import { peakBytes, residentBytes } from '../support/memory';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { compete, Competition, median } from '../support/rounds';

/** Without it requests hardly ever overlap at the simulator, and none is seen in flight. */
const LATENCY_MS = 200;
const ROUNDS = 3;
/** Each in an n8n that has just started. */
const MEMORY_ROUNDS = 3;
const GOAL_TIME = 0.7;
const GOAL_IN_FLIGHT = 16;
const GOAL_MEMORY = 0.6;

/** n8n's own HTTP Request node against Task Status, on a real n8n. */
export async function realN8n(): Promise<Report> {
	const simulator = await Simulator.start('rodin');
	const server = await startN8n();
	try {
		const bench = await prepare(server, simulator);
		const race = await compete(
			[HTTP_REQUEST, NODE].map((name) => ({ name, run: () => run(bench, name) })),
			ROUNDS,
		);
		const [request, node] = [await measure(bench, HTTP_REQUEST), await measure(bench, NODE)];
		const cells = (name: string, { growths, inFlight }: Measured) => [
			name,
			...race.cells(name, HTTP_REQUEST),
			count(inFlight),
			megabytes(median(growths)),
			list(growths.map(inMegabytes), 0),
		];
		const memory = median(node.growths) / median(request.growths);
		return {
			title: `n8n: ${TASKS} status checks on a real n8n ${server.version}, stored credential`,
			columns: ['', ...Competition.columns, 'in flight', 'memory growth', 'each (MB)'],
			rows: [cells(HTTP_REQUEST, request), cells(NODE, node)],
			goals: [
				atMost('time against HTTP Request', race.ratio(NODE, HTTP_REQUEST), GOAL_TIME, times),
				atMost('requests in flight', node.inFlight, GOAL_IN_FLIGHT, count),
				atMost('memory growth', memory, GOAL_MEMORY, times),
			],
		};
	} finally {
		await server.stop();
		await simulator.stop();
	}
}

interface Measured {
	readonly growths: readonly number[];
	readonly inFlight: number;
}

async function measure(bench: Bench, name: string): Promise<Measured> {
	const growths: number[] = [];
	for (let round = 0; round < MEMORY_ROUNDS; round++) {
		growths.push(await memoryGrowth(await restarted(bench), name));
	}
	const api = await N8nApi.connect(bench.server.url);
	await bench.simulator.setLatency(LATENCY_MS);
	const stats = await bench.simulator.counting(async () => await run({ ...bench, api }, name));
	await bench.simulator.setLatency(0);
	return { growths, inFlight: stats.maxInFlight };
}

/** Memory that another node has used before would not count as growth. */
async function restarted(bench: Bench): Promise<Bench> {
	await bench.server.restart();
	return { ...bench, api: await N8nApi.connect(bench.server.url) };
}

async function memoryGrowth(bench: Bench, name: string): Promise<number> {
	const { pid } = bench.server;
	await run({ ...bench, workflows: bench.warmUps }, name);
	const idle = residentBytes(pid);
	const { peak } = await peakBytes(pid, async () => await run(bench, name));
	return peak - idle;
}
