import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FOLDER_PREFIX = 'task-status-n8n-';
const OWNER_ONLY = 0o600;
// Throw-away data only: a known key lets the command line and a restarted server share a folder.
const ENCRYPTION_KEY = 'task-status-local-tests-only-key';

/** A new n8n user folder in the system's temporary folder. */
export async function createUserFolder(): Promise<string> {
	return await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
}

/** Where n8n keeps everything below a user folder. */
export function dataFolder(userFolder: string): string {
	return join(userFolder, '.n8n');
}

/** Gives the folder its fixed encryption key, unless n8n has been there before. */
export async function prepareUserFolder(userFolder: string): Promise<void> {
	await mkdir(dataFolder(userFolder), { recursive: true });
	const config = join(dataFolder(userFolder), 'config');
	const content = JSON.stringify({ encryptionKey: ENCRYPTION_KEY });
	try {
		await writeFile(config, content, { flag: 'wx', mode: OWNER_ONLY });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}
