import { locateN8n } from '../../../scripts/n8n/locate';
import { freePort } from '../../../scripts/n8n/ports';
import { startN8n, type N8nServer } from '../../../scripts/n8n/server';
import { N8nApi } from '../../e2e/support/n8nApi';
import type { Programs } from './programs';
import { startServices } from './services';
import { startWorker, type Worker } from './worker';

/**
 * A worker renews its claim on a job every few seconds; a job whose claim has run out is looked for
 * as often. n8n's own times (60, 10 and 30 s) would make a test of a dead worker take minutes.
 */
const CLAIM_TIMES = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** n8n as it is distributed: a main instance and workers. */
export interface Cluster {
	readonly main: N8nServer;
	readonly api: N8nApi;
	/** Changes when a worker is added. */
	readonly workers: readonly Worker[];
	/** The workers that have begun an execution; normally one. */
	workersOf(executionId: string): Worker[];
	addWorker(): Promise<Worker>;
	stop(): Promise<void>;
}

/**
 * Starts Redis, PostgreSQL, one main instance and two workers, all private and on loopback.
 * @param extra further settings of every n8n process
 */
export async function startCluster(
	programs: Programs,
	extra: NodeJS.ProcessEnv = {},
): Promise<Cluster> {
	const services = await startServices(programs);
	const port = await freePort();
	const env = {
		// As documented: a worker writes addresses at which the main instance can be called.
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		...extra,
		...services.env,
		...CLAIM_TIMES,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	};
	const workers: Worker[] = [];
	let main: N8nServer | undefined;
	const stop = async () => {
		await Promise.all(workers.map(async (worker) => await worker.stop()));
		await main?.stop();
		await services.stop();
	};
	const addWorker = async () => {
		const worker = await startWorker(await locateN8n(), env);
		workers.push(worker);
		return worker;
	};
	try {
		// First: the main instance makes the tables.
		main = await startN8n({ env, port });
		if (!env.WEBHOOK_URL.startsWith(main.url)) throw new Error('Another program took the port');
		const api = await N8nApi.connect(main.url);
		await Promise.all([addWorker(), addWorker()]);
		const workersOf = (executionId: string) =>
			workers.filter((worker) => worker.executions().includes(executionId));
		return { main, api, workers, workersOf, addWorker, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
