import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const INSTALLER = join(__dirname, 'install.mjs');
// Asks api.n8n.io for its list at every start.
const MODULES_THAT_CALL_HOME = ['mcp-registry'];
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** An installed n8n: run it as `nodeBinary n8nBin start`. */
export interface InstalledN8n {
	version: string;
	nodeBinary: string;
	n8nBin: string;
	/** Holds everything expensive; outside the checkout. */
	cacheFolder: string;
}

/**
 * The private n8n of the wanted version, installed first when it is missing. The installer runs as
 * its own program because it is an ES module without dependencies and jest loads CommonJS.
 */
export async function locateN8n(version?: string): Promise<InstalledN8n> {
	const env = { ...process.env, ...(version === undefined ? {} : { N8N_VERSION: version }) };
	const { stdout } = await promisify(execFile)(process.execPath, [INSTALLER], {
		env,
		maxBuffer: MAX_OUTPUT_BYTES,
	});
	return JSON.parse(stdout) as InstalledN8n;
}

/** The modules of this n8n that would ask the internet; older versions do not have them. */
export function modulesThatCallHome({ n8nBin }: InstalledN8n): string[] {
	const modules = join(dirname(n8nBin), '..', 'dist', 'modules');
	return MODULES_THAT_CALL_HOME.filter((name) => existsSync(join(modules, name)));
}
