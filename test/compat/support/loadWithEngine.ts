import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const LOADER = join(__dirname, 'loadPackage.mjs');
const LIMIT_MS = 60_000;

/** What an n8n's own loader finds in a package. */
export interface LoadedPackage {
	nodes: Array<{ name: string; properties: number; runs: boolean }>;
	credentials: string[];
}

/** Loads a package with the engine in another folder, and creates everything in it. */
export async function loadWithEngine(
	engineFolder: string,
	packageFolder: string,
): Promise<LoadedPackage> {
	const args = [LOADER, engineFolder, packageFolder];
	// Packages find n8n-workflow this way in n8n, too (its load-nodes-and-credentials sets it).
	const env = { ...process.env, NODE_PATH: join(engineFolder, 'node_modules') };
	const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: LIMIT_MS });
	return JSON.parse(stdout) as LoadedPackage;
}
