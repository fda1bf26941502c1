import { startN8n } from '../../../scripts/n8n/server';
import type { N8nServer } from '../../../scripts/n8n/server';
import { N8nApi } from '../../e2e/support/n8nApi';
import { runsOf } from '../../e2e/support/execution';
import type { StoredWorkflow } from '../../e2e/support/workflowJson';
import { Simulator } from '../simulators/simulator';
import { count, megabytes, times } from '../support/format';
import { peakBytes, residentBytes } from '../support/memory';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { runningTasks } from '../support/rodin';
import { compete, Competition } from '../support/rounds';
import type { Sample } from '../support/rounds';
import { ASKING, askingWorkflow, httpRequestNode, taskStatusNode } from '../support/workflows';

const TASKS = 1000;
const WARM_UP_TASKS = 20;
/** Without it requests hardly ever overlap at the simulator, and none is seen in flight. */
const LATENCY_MS = 200;
const ROUNDS = 5;
const TIMEOUT_MS = 120_000;
const GOAL_TIME = 0.7;
const GOAL_IN_FLIGHT = 16;
const GOAL_MEMORY = 0.6;

const CREDENTIAL = 'hyper3dRodinApi';
const HTTP_REQUEST = 'HTTP Request';
const NODE = 'Task Status';

/** The same 1,000 items for a node of a real n8n, with a stored credential. */
interface Bench {
	readonly server: N8nServer;
	readonly simulator: Simulator;
	readonly api: N8nApi;
	/** By the name of the node that asks. */
	readonly workflows: ReadonlyMap<string, StoredWorkflow>;
	readonly warmUps: ReadonlyMap<string, StoredWorkflow>;
}

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
		await simulator.setLatency(LATENCY_MS);
		const [request, node] = [await measure(bench, HTTP_REQUEST), await measure(bench, NODE)];
		const cells = (name: string, { growth, inFlight }: Measured) => [
			name,
			...race.cells(name, HTTP_REQUEST),
			count(inFlight),
			megabytes(growth),
		];
		return {
			title: `n8n: ${TASKS} status checks on a real n8n ${server.version}, stored credential`,
			columns: ['', ...Competition.columns, 'in flight', 'memory growth'],
			rows: [cells(HTTP_REQUEST, request), cells(NODE, node)],
			goals: [
				atMost('time against HTTP Request', race.ratio(NODE, HTTP_REQUEST), GOAL_TIME, times),
				atMost('requests in flight', node.inFlight, GOAL_IN_FLIGHT, count),
				atMost('memory growth', node.growth / request.growth, GOAL_MEMORY, times),
			],
		};
	} finally {
		await server.stop();
		await simulator.stop();
	}
}

async function prepare(server: N8nServer, simulator: Simulator): Promise<Bench> {
	const api = await N8nApi.connect(server.url);
	const { baseUrl, key } = simulator;
	const { id } = await api.createCredential(CREDENTIAL, 'Rodin', { apiKey: key, baseUrl });
	const credentials = { [CREDENTIAL]: { id, name: 'Rodin' } };
	const create = async (tasks: number) => {
		const items = await runningTasks(simulator, tasks);
		const nodes = [
			[HTTP_REQUEST, httpRequestNode(baseUrl, credentials)],
			[NODE, taskStatusNode(credentials)],
		] as const;
		const stored = nodes.map(async ([name, node]) => {
			return [name, await api.createWorkflow(askingWorkflow(name, node, items))] as const;
		});
		return new Map(await Promise.all(stored));
	};
	const workflows = await create(TASKS);
	return { server, simulator, api, workflows, warmUps: await create(WARM_UP_TASKS) };
}

/** The time n8n itself noted for the node. */
async function run({ api, workflows }: Bench, name: string): Promise<Sample> {
	const execution = await api.runWorkflow(workflows.get(name)?.id ?? '', { timeoutMs: TIMEOUT_MS });
	const [node] = runsOf(execution, ASKING);
	if (execution.status !== 'success' || node === undefined) throw new Error(`${name} failed`);
	return { ms: node.executionTime };
}

interface Measured {
	readonly growth: number;
	readonly inFlight: number;
}

/** In an n8n that has just started: memory that another node has used would not count. */
async function measure(bench: Bench, name: string): Promise<Measured> {
	const { server, simulator, warmUps } = bench;
	await server.restart();
	const fresh = { ...bench, api: await N8nApi.connect(server.url) };
	await run({ ...fresh, workflows: warmUps }, name);
	const idle = residentBytes(server.pid);
	let peak = idle;
	const stats = await simulator.counting(async () => {
		({ peak } = await peakBytes(server.pid, async () => await run(fresh, name)));
	});
	return { growth: peak - idle, inFlight: stats.maxInFlight };
}
