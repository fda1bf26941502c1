import { setTimeout as sleep } from 'node:timers/promises';
import { n8nEnvironment, type Placement } from './environment';
import { locateN8n, modulesThatCallHome, type InstalledN8n } from './locate';
import { installPackage } from './package';
import { freePort } from './ports';
import { N8nProcess } from './process';
import { createUserFolder, prepareUserFolder, removeUserFolder } from './userFolder';

/** Ten seconds on an idle machine; two minutes were not enough on one with ten times more to do than it can. */
const READY_TIMEOUT_MS = 300_000;
const READY_INTERVAL_MS = 100;
const PORT_RACE_TRIES = 3;

export interface StartOptions {
	/** Default: what suits the running Node, or `N8N_VERSION`. */
	version?: string;
	/** Default: a new folder that `stop()` removes. A given folder is kept. */
	userFolder?: string;
	/** The first port to try; without it any free one. */
	port?: number;
	/** Whether this package is packed and installed first. Default: true. */
	withPackage?: boolean;
	env?: NodeJS.ProcessEnv;
	log?: (chunk: string) => void;
}

export interface N8nServer {
	readonly url: string;
	readonly version: string;
	readonly pid: number;
	readonly userFolder: string;
	/** Ends n8n gracefully, and removes the user folder if it was made by `startN8n`. */
	stop(): Promise<void>;
	/** Ends n8n like a power cut; `restart()` brings it back. */
	kill(): Promise<void>;
	/** Ends n8n if it runs, and starts it again in the same folder at the same address. */
	restart(): Promise<void>;
	/** Resolves when the present process ends, for whatever reason. */
	whenEnded(): Promise<void>;
	/** Everything the present process printed. */
	output(): string;
}

/** Starts a real n8n on loopback, with this package in it, and resolves once it answers. */
export async function startN8n(options: StartOptions = {}): Promise<N8nServer> {
	const installed = await locateN8n(options.version);
	const userFolder = options.userFolder ?? (await createUserFolder());
	const removeFolder = async () => {
		if (options.userFolder === undefined) await removeUserFolder(userFolder);
	};
	try {
		await prepareUserFolder(userFolder);
		if (options.withPackage ?? true) await installPackage(userFolder, installed.cacheFolder);
		return await launch(installed, userFolder, options, removeFolder);
	} catch (error) {
		await removeFolder();
		throw error;
	}
}

async function launch(
	installed: InstalledN8n,
	userFolder: string,
	options: StartOptions,
	removeFolder: () => Promise<void>,
): Promise<N8nServer> {
	const { placement, first } = await firstRun(installed, userFolder, options);
	let current = first;
	return {
		url: urlOf(placement),
		version: installed.version,
		userFolder,
		get pid() {
			return current.pid;
		},
		output: () => current.output(),
		whenEnded: async () => void (await current.waitForEnd()),
		kill: async () => await current.kill(),
		async stop() {
			await current.stop();
			await removeFolder();
		},
		async restart() {
			await current.stop();
			current = run(installed, placement, options);
			await untilReady(current, placement);
		},
	};
}

/** Another program can take a port between looking and listening: then the next ports are tried. */
async function firstRun(installed: InstalledN8n, userFolder: string, options: StartOptions) {
	for (let attempt = 1; ; attempt++) {
		const port = await freePort(options.port);
		const disabledModules = modulesThatCallHome(installed);
		const placement = { userFolder, port, brokerPort: await freePort(), disabledModules };
		const first = run(installed, placement, options);
		try {
			await untilReady(first, placement);
			return { placement, first };
		} catch (error) {
			await first.kill();
			const portTaken = /EADDRINUSE|already in use/.test(first.output());
			if (!portTaken || attempt === PORT_RACE_TRIES) throw error;
		}
	}
}

function run(installed: InstalledN8n, placement: Placement, options: StartOptions): N8nProcess {
	const env = n8nEnvironment(placement, options.env);
	return new N8nProcess(installed, ['start'], env, options.log);
}

/** Ready means: the database is migrated, and the editor's routes exist (they come later). */
async function untilReady(n8n: N8nProcess, placement: Placement): Promise<void> {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	const url = urlOf(placement);
	for (const path of ['/healthz/readiness', '/rest/settings']) {
		while (!(await answers(`${url}${path}`))) {
			if (n8n.ended) throw new Error(`n8n ended before it was ready:\n${n8n.tail()}`);
			if (Date.now() > deadline) {
				await n8n.kill();
				throw new Error(`n8n was not ready after ${READY_TIMEOUT_MS / 1000} s:\n${n8n.tail()}`);
			}
			await sleep(READY_INTERVAL_MS);
		}
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url);
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}

function urlOf({ port }: Placement): string {
	return `http://127.0.0.1:${port}`;
}
