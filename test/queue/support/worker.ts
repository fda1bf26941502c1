import { setTimeout as sleep } from 'node:timers/promises';
import { n8nEnvironment } from '../../../scripts/n8n/environment';
import { modulesThatCallHome, type InstalledN8n } from '../../../scripts/n8n/locate';
import { installPackage } from '../../../scripts/n8n/package';
import { freePort } from '../../../scripts/n8n/ports';
import { N8nProcess } from '../../../scripts/n8n/process';
import {
	createUserFolder,
	prepareUserFolder,
	removeUserFolder,
} from '../../../scripts/n8n/userFolder';

const READY_TIMEOUT_MS = 300_000;
const READY_INTERVAL_MS = 100;
const STARTED = /Worker started execution (\d+)/g;

/** An n8n process that takes executions from the queue. */
export interface Worker {
	/** The ids of the executions it has begun, in their order. */
	executions(): string[];
	/** Ends it like a power cut. */
	kill(): Promise<void>;
	stop(): Promise<void>;
}

/** Starts a worker with a user folder and this package of its own, as on another machine. */
export async function startWorker(
	installed: InstalledN8n,
	queueEnv: NodeJS.ProcessEnv,
): Promise<Worker> {
	const userFolder = await createUserFolder();
	await prepareUserFolder(userFolder);
	await installPackage(userFolder, installed.cacheFolder);
	const healthPort = await freePort();
	const placement = {
		userFolder,
		// A worker has no editor; the port is only part of the addresses it makes.
		port: healthPort,
		brokerPort: await freePort(),
		disabledModules: modulesThatCallHome(installed),
	};
	const env = n8nEnvironment(placement, {
		...queueEnv,
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(healthPort),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	});
	const n8n = new N8nProcess(installed, ['worker'], env);
	await untilReady(n8n, healthPort);
	const leave = async (ended: Promise<void>) => {
		await ended;
		await removeUserFolder(userFolder);
	};
	return {
		executions: () => [...n8n.output().matchAll(STARTED)].map(([, id]) => id ?? ''),
		kill: async () => await leave(n8n.kill()),
		stop: async () => await leave(n8n.stop()),
	};
}

/** Ready means: connected with the database and with Redis. */
async function untilReady(n8n: N8nProcess, healthPort: number): Promise<void> {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (!(await isReady(healthPort))) {
		if (n8n.ended || Date.now() > deadline) {
			await n8n.kill();
			throw new Error(`The worker did not become ready:\n${n8n.tail()}`);
		}
		await sleep(READY_INTERVAL_MS);
	}
}

async function isReady(port: number): Promise<boolean> {
	try {
		return (await fetch(`http://127.0.0.1:${port}/healthz/readiness`)).ok;
	} catch {
		return false;
	}
}
