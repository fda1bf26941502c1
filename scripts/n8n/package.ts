import { execFile } from 'node:child_process';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { installDependencies } from './dependencies';
import { dataFolder } from './userFolder';

const ROOT = resolve(__dirname, '..', '..');
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
}

/** Makes the tarball that would be published, in the given folder, and returns its path. */
export async function packPackage(folder: string): Promise<string> {
	await access(join(ROOT, 'dist')).catch(() => {
		throw new Error('There is no dist folder to pack: run `npm run build` first');
	});
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const { stdout } = await promisify(execFile)('npm', args, {
		cwd: ROOT,
		maxBuffer: MAX_OUTPUT_BYTES,
	});
	const [tarball] = JSON.parse(stdout) as Array<{ filename: string }>;
	if (tarball === undefined) throw new Error(`npm pack made no tarball: ${stdout}`);
	return join(folder, tarball.filename);
}

/**
 * Installs the packed package where n8n looks for community packages, in the steps of n8n's own
 * community-packages.service: unpack, drop the dependencies n8n drops, install the others.
 */
export async function installPackage(userFolder: string, cacheFolder: string): Promise<string> {
	const downloads = join(dataFolder(userFolder), 'nodes');
	const { name } = await readJson<Manifest>(join(ROOT, 'package.json'));
	const folder = join(downloads, 'node_modules', name);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const tarball = await packPackage(downloads);
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	await rm(tarball);
	const manifest = await dropUnusedDependencies(join(folder, 'package.json'));
	await installDependencies(folder, manifest.dependencies ?? {}, cacheFolder);
	await writeJson(join(downloads, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [manifest.name]: manifest.version },
	});
	return folder;
}

async function dropUnusedDependencies(file: string): Promise<Manifest> {
	const manifest = await readJson<Manifest & Record<string, unknown>>(file);
	delete manifest.devDependencies;
	delete manifest.peerDependencies;
	delete manifest.optionalDependencies;
	await writeJson(file, manifest);
	return manifest;
}

async function readJson<T>(file: string): Promise<T> {
	return JSON.parse(await readFile(file, 'utf8')) as T;
}

async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(file, JSON.stringify(value, null, 2));
}
