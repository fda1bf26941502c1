import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const SOURCES = [
	'nodes',
	'credentials',
	'package.json',
	'gulpfile.js',
	'tsconfig.json',
	'tsconfig.build.json',
];
const NEVER = 0;

/**
 * Whether `npm ci` has to run: never done here, or the lock file has changed since. Never where
 * node_modules is a link: npm would follow it and empty the folder of another checkout.
 */
export async function needsDependencies(root) {
	const modules = await lstat(join(root, 'node_modules')).catch(() => undefined);
	if (modules?.isSymbolicLink()) return false;
	// npm writes this file last, so its age is that of the finished installation.
	const installed = await modifiedAt(join(root, 'node_modules', '.package-lock.json'));
	return installed < (await modifiedAt(join(root, 'package-lock.json')));
}

/** Whether `npm run build` has to run: no build that succeeded is younger than the sources. */
export async function needsBuild(root) {
	if (!existsSync(join(root, 'dist'))) return true;
	const built = await modifiedAt(buildStamp(root));
	const ages = SOURCES.map((name) => newestIn(join(root, name)));
	return built < Math.max(...(await Promise.all(ages)));
}

/** Remembers a build that succeeded; files in dist also appear when the compiler complains. */
export async function rememberBuild(root) {
	await mkdir(dirname(buildStamp(root)), { recursive: true });
	await writeFile(buildStamp(root), '');
}

function buildStamp(root) {
	return join(root, 'node_modules', '.cache', 'task-status-built');
}

/** Folders count as well: deleting a file changes nothing else. */
async function newestIn(path) {
	const own = await modifiedAt(path);
	const entries = await readdir(path, { recursive: true }).catch(() => []);
	const ages = await Promise.all(entries.map((entry) => modifiedAt(join(path, entry))));
	return Math.max(own, ...ages);
}

async function modifiedAt(path) {
	const found = await stat(path).catch(() => undefined);
	return found?.mtimeMs ?? NEVER;
}
