import { execFile } from 'node:child_process';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../scripts/n8n/ports';
import { startDaemon, type Daemon, type Identity } from './daemon';
import type { Programs } from './programs';

const run = promisify(execFile);
// The Debian package makes this user.
const SYSTEM_USER = 'postgres';
export const DATABASE_USER = 'n8n';
const CONNECTIONS = '100';

/** A private PostgreSQL on loopback, with one database of everybody's: `postgres`. */
export interface Postgres extends Daemon {
	readonly port: number;
}

/** Makes a database cluster in a new sub-folder and starts a server on it. */
export async function startPostgres(
	{ initdb, postgres }: Programs,
	parent: string,
): Promise<Postgres> {
	const identity = await unprivileged();
	const folder = join(parent, 'postgres');
	await mkdir(folder);
	if (identity !== undefined) await chown(folder, identity.uid, identity.gid);
	await run(
		initdb,
		[
			...['--pgdata', folder, '--username', DATABASE_USER, '--auth', 'trust'],
			...['--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
		],
		{ cwd: '/', ...identity },
	);
	const port = await freePort();
	const daemon = await startDaemon({
		command: postgres,
		args: ['-D', folder, '-p', String(port), ...settings()],
		readyWhen: /database system is ready to accept connections/,
		stopSignal: 'SIGINT',
		identity,
	});
	return { port, ...daemon };
}

/** Throw-away data: nothing has to survive a power cut, and there is no socket in the file system. */
function settings(): string[] {
	return [
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		`max_connections=${CONNECTIONS}`,
		'fsync=off',
		'synchronous_commit=off',
		'full_page_writes=off',
	].flatMap((setting) => ['-c', setting]);
}

/** PostgreSQL refuses to be run by root. */
async function unprivileged(): Promise<Identity | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const ask = async (flag: string) => Number((await run('id', [flag, SYSTEM_USER])).stdout);
	return { uid: await ask('-u'), gid: await ask('-g') };
}
