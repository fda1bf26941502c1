import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What n8n's queue mode needs beside n8n: paths of programs. */
export interface Programs {
	redisServer: string;
	initdb: string;
	postgres: string;
}

export type ProgramsOrReason = Programs | { missing: string };

/** Debian keeps the programs of each PostgreSQL version in a folder of their own, not in PATH. */
const POSTGRES_ROOT = '/usr/lib/postgresql';
const PACKAGES = ['redis-server', 'postgresql'];
const APT_TIMEOUT_MS = 300_000;
const APT_ENVIRONMENT = {
	...process.env,
	DEBIAN_FRONTEND: 'noninteractive',
	// Installing a package must not start the machine's own service.
	RUNLEVEL: '1',
};

/**
 * The programs, installed from Debian's packages first where they are missing and this is root.
 * Synchronous, because jest has to know while it reads the file whether the suite can run.
 */
export function ensurePrograms(): ProgramsOrReason {
	const found = findPrograms();
	if (!('missing' in found) || process.getuid?.() !== 0) return found;
	try {
		apt('update');
		apt('install', '--yes', '--no-install-recommends', ...PACKAGES);
	} catch {
		return { missing: `${found.missing}, and apt-get could not install it` };
	}
	return findPrograms();
}

function findPrograms(): ProgramsOrReason {
	const inPath = (process.env.PATH ?? '').split(delimiter);
	const redisServer = firstExecutable(inPath, 'redis-server');
	const postgresFolder = [...inPath, ...postgresFolders()].find(
		(folder) => isExecutable(join(folder, 'initdb')) && isExecutable(join(folder, 'postgres')),
	);
	if (redisServer !== undefined && postgresFolder !== undefined) {
		const [initdb, postgres] = [join(postgresFolder, 'initdb'), join(postgresFolder, 'postgres')];
		return { redisServer, initdb, postgres };
	}
	const missing = [
		...(redisServer === undefined ? ['redis-server'] : []),
		...(postgresFolder === undefined ? ['postgresql'] : []),
	];
	return { missing: `${missing.join(' and ')} not installed` };
}

/** Newest first. */
function postgresFolders(): string[] {
	try {
		return readdirSync(POSTGRES_ROOT)
			.sort((a, b) => Number(b) - Number(a))
			.map((version) => join(POSTGRES_ROOT, version, 'bin'));
	} catch {
		return [];
	}
}

function firstExecutable(folders: readonly string[], name: string): string | undefined {
	return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function apt(...args: string[]): void {
	execFileSync('apt-get', ['-qq', ...args], {
		env: APT_ENVIRONMENT,
		stdio: 'ignore',
		timeout: APT_TIMEOUT_MS,
	});
}
