import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FOLDER_PREFIX = 'task-status-n8n-';
const OWNER_ONLY = 0o600;
// Throw-away data only: a known key lets the command line and a restarted server share a folder.
const ENCRYPTION_KEY = 'task-status-local-tests-only-key';

const REMOVE = { recursive: true, force: true, maxRetries: 5 } as const;

const throwAway = new Set<string>();

// For an interrupted run; a server that was stopped has its folder removed right away.
process.once('exit', () => throwAway.forEach((folder) => rmSync(folder, REMOVE)));

/** A new n8n user folder in the system's temporary folder; gone when this process ends. */
export async function createUserFolder(): Promise<string> {
	// Without links in it: n8n compares real paths.
	const folder = await mkdtemp(join(await realpath(tmpdir()), FOLDER_PREFIX));
	throwAway.add(folder);
	return folder;
}

/** Removes a folder that `createUserFolder` made. */
export async function removeUserFolder(folder: string): Promise<void> {
	await rm(folder, REMOVE);
	throwAway.delete(folder);
}

/** Where n8n keeps everything below a user folder. */
export function dataFolder(userFolder: string): string {
	return join(userFolder, '.n8n');
}

/** Where this n8n's workflows may read and write files; n8n's own place for it is the home folder. */
export function filesFolder(userFolder: string): string {
	return join(userFolder, '.n8n-files');
}

/** Gives the folder its fixed encryption key, unless n8n has been there before. */
export async function prepareUserFolder(userFolder: string): Promise<void> {
	await mkdir(dataFolder(userFolder), { recursive: true });
	await mkdir(filesFolder(userFolder), { recursive: true });
	const config = join(dataFolder(userFolder), 'config');
	const content = JSON.stringify({ encryptionKey: ENCRYPTION_KEY });
	try {
		await writeFile(config, content, { flag: 'wx', mode: OWNER_ONLY });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}
