#!/usr/bin/env node
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { withLock } from './lock.mjs';
import { endRunningSteps, runStep } from './step.mjs';
import {
	cacheFolder,
	LAST_N8N_1,
	n8nVersion,
	nodeFits,
	privateNodePackage,
	recipeFor,
} from './versions.mjs';

const NPM = 'npm';
const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
// The only native module without which n8n does not start; the others belong to single nodes.
const NATIVE_MODULE = 'sqlite3';
const ENGINE = 'engine';
const MARKER = '.complete.json';
const WAIT_NOTICE_MS = 5_000;

/**
 * Installs a private n8n into the cache folder, once per version, and says how to run it:
 * `nodeBinary n8nBin start`. An interrupted installation is taken up again at its last step.
 */
export async function installN8n({ version = n8nVersion(), log = () => {} } = {}) {
	const recipe = recipeFor(version);
	const nodeBinary = nodeFits(recipe) ? process.execPath : await installPrivateNode({ log });
	const folder = join(cacheFolder(), `n8n-${version}`);
	const n8nBin = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	await once(folder, log, async () => {
		await installPackages(folder, n8nManifest(version, recipe), recipe.flags, log);
		await buildNativeModule(folder, nodeBinary, log);
	});
	return { version, nodeBinary, n8nBin, cacheFolder: cacheFolder() };
}

/**
 * Installs the engine of an n8n without n8n itself: enough to load a package with that n8n's own
 * loader, in a tenth of the time and the space.
 */
export async function installEngine({ version, core, workflow }, { log = () => {} } = {}) {
	const folder = join(cacheFolder(), `n8n-${version}-engine`);
	await once(folder, log, async () => {
		const dependencies = { 'n8n-core': core, 'n8n-workflow': workflow };
		const manifest = { name: 'private-n8n-engine', private: true, dependencies };
		await installPackages(folder, manifest, [], log);
	});
	return { version, folder, cacheFolder: cacheFolder() };
}

/** Installs a Node binary from the npm registry, for an n8n that the running Node is too old for. */
export async function installPrivateNode({ log = () => {} } = {}) {
	const { name, major } = privateNodePackage();
	const folder = join(cacheFolder(), `node-${major}`);
	await once(folder, log, async () => {
		const manifest = { name: 'private-node', private: true, dependencies: { [name]: major } };
		await installPackages(folder, manifest, [], log);
	});
	const { bin } = await readJson(join(folder, 'node_modules', name, 'package.json'));
	return join(folder, 'node_modules', name, bin.node);
}

/** Does the work unless an earlier, finished run left its marker in the folder. */
async function once(folder, log, work) {
	const marker = join(folder, MARKER);
	if (existsSync(marker)) return;
	await mkdir(folder, { recursive: true });
	const onWait = (ms) => {
		if (ms % WAIT_NOTICE_MS === 0) log(`Another process is installing ${folder}, waiting …`);
	};
	await withLock(
		join(dirname(folder), `${folder.split(/[\\/]/).pop()}.lock`),
		async () => {
			if (existsSync(marker)) return;
			await work();
			await writeFile(marker, JSON.stringify({ finishedAt: new Date().toISOString() }));
		},
		onWait,
	);
}

function n8nManifest(version, recipe) {
	return {
		name: 'private-n8n',
		private: true,
		dependencies: { n8n: version },
		overrides: recipe.overrides,
		// npm 11 runs no install script of a package that is not named here.
		allowScripts: { [NATIVE_MODULE]: true },
	};
}

async function installPackages(folder, manifest, flags, log) {
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	const modules = join(folder, 'node_modules');
	// npm writes this file last, so without it the folder holds half an installation.
	if (existsSync(join(modules, '.package-lock.json'))) return;
	await rm(modules, { recursive: true, force: true });
	const wanted = Object.entries(manifest.dependencies).map((entry) => entry.join(' '));
	const args = ['install', '--ignore-scripts', ...flags, ...QUIET];
	await runStep(`Installing ${wanted}`, NPM, args, { folder, log });
}

async function buildNativeModule(folder, nodeBinary, log) {
	if (await loads(folder, nodeBinary)) return;
	// Said explicitly: under `npm start` a project's .npmrc arrives here as environment variables.
	const args = ['rebuild', NATIVE_MODULE, '--ignore-scripts=false', ...QUIET];
	await runStep(`Building ${NATIVE_MODULE}`, NPM, args, { folder, log });
	if (!(await loads(folder, nodeBinary))) {
		throw new Error(
			`${NATIVE_MODULE} was built in ${folder} but cannot be loaded. ` +
				'Building it needs Python 3, make and a C++ compiler: install them, delete that folder and try again.',
		);
	}
}

async function loads(folder, nodeBinary) {
	try {
		await promisify(execFile)(nodeBinary, ['-e', `require('${NATIVE_MODULE}')`], { cwd: folder });
		return true;
	} catch {
		return false;
	}
}

async function readJson(file) {
	return JSON.parse(await readFile(file, 'utf8'));
}

/** What a program that asks gets: with the argument `engine` the engine of n8n 1.x, else an n8n. */
async function main([what]) {
	for (const signal of ['SIGINT', 'SIGTERM']) {
		process.once(signal, () => {
			endRunningSteps();
			process.exit(1);
		});
	}
	// Progress goes to stderr: stdout is one line of JSON for the program that asked.
	const options = { log: (line) => process.stderr.write(`${line}\n`) };
	const installed =
		what === ENGINE ? await installEngine(LAST_N8N_1, options) : await installN8n(options);
	process.stdout.write(`${JSON.stringify(installed)}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	main(process.argv.slice(2)).catch((error) => {
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	});
}
