import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

const INSTALLER = join(__dirname, 'install.mjs');
// Asks api.n8n.io for its list at every start.
const MODULES_THAT_CALL_HOME = ['mcp-registry'];

/** An installed n8n: run it as `nodeBinary n8nBin start`. */
export interface InstalledN8n {
	version: string;
	nodeBinary: string;
	n8nBin: string;
	/** Holds everything expensive; outside the checkout. */
	cacheFolder: string;
}

/** An n8n's `n8n-core` and `n8n-workflow`, without n8n itself. */
export interface InstalledEngine {
	version: string;
	/** Has them in its `node_modules`. */
	folder: string;
	cacheFolder: string;
}

/**
 * The private n8n of the wanted version, installed first when it is missing. The installer runs as
 * its own program because it is an ES module without dependencies and jest loads CommonJS.
 */
export async function locateN8n(version?: string): Promise<InstalledN8n> {
	const env = version === undefined ? {} : { N8N_VERSION: version };
	return (await askInstaller([], env)) as InstalledN8n;
}

/** The engine of the last n8n 1.x, installed first when it is missing. */
export async function locateLastEngine1(): Promise<InstalledEngine> {
	return (await askInstaller(['engine'], {})) as InstalledEngine;
}

async function askInstaller(args: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
	// Its progress, and why it failed, go where a person looks.
	const installer = spawn(process.execPath, [INSTALLER, ...args], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(installer, 'close');
	const answer = await text(installer.stdout);
	await ended;
	if (installer.exitCode !== 0) {
		throw new Error('n8n could not be installed: its installer says why on the lines above');
	}
	return JSON.parse(answer) as unknown;
}

/** The modules of this n8n that would ask the internet; older versions do not have them. */
export function modulesThatCallHome({ n8nBin }: InstalledN8n): string[] {
	const modules = join(dirname(n8nBin), '..', 'dist', 'modules');
	return MODULES_THAT_CALL_HOME.filter((name) => existsSync(join(modules, name)));
}
