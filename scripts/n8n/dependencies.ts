import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const LOCK_FILE = resolve(__dirname, '..', '..', 'package-lock.json');
const HASH_LENGTH = 16;
// The flags of n8n's own community-packages.service.
const INSTALL_ARGS = [
	'install',
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

/**
 * Installs the runtime dependencies of the unpacked package with npm, and keeps a copy of what npm
 * installed: the next start with the same dependencies copies it back in milliseconds.
 */
export async function installDependencies(
	packageFolder: string,
	dependencies: Record<string, string>,
	cacheFolder: string,
): Promise<void> {
	if (Object.keys(dependencies).length === 0) return;
	const kept = join(cacheFolder, 'dependencies', await keyOf(dependencies));
	const modules = join(packageFolder, 'node_modules');
	if (existsSync(kept)) {
		await cp(kept, modules, { recursive: true });
		return;
	}
	await promisify(execFile)('npm', INSTALL_ARGS, { cwd: packageFolder });
	await keep(modules, kept);
}

/** npm resolves the ranges anew when our own lock file moved on. */
async function keyOf(dependencies: Record<string, string>): Promise<string> {
	const lock = await readFile(LOCK_FILE, 'utf8').catch(() => '');
	const content = JSON.stringify([INSTALL_ARGS, dependencies, lock]);
	return createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
}

/** Renamed into place: an interrupted or simultaneous copy never looks complete. */
async function keep(modules: string, kept: string): Promise<void> {
	const unfinished = `${kept}.${randomUUID()}`;
	await mkdir(unfinished, { recursive: true });
	await cp(modules, unfinished, { recursive: true });
	try {
		await rename(unfinished, kept);
	} catch {
		// Somebody else was first, with the same content.
		await rm(unfinished, { recursive: true, force: true });
	}
}
