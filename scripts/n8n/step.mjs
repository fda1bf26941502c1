import { spawn } from 'node:child_process';
import { readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';

const PROGRESS_MS = 5_000;
const GUARD = new URL('./endWithParent.mjs', import.meta.url).href;
const LOG_TAIL_LINES = 60;
const BYTES_PER_MB = 1024 * 1024;

const running = new Set();

/** Ends every command started by `runStep` that still runs (for signal handlers). */
export function endRunningSteps() {
	for (const child of running) endGroup(child);
}

/**
 * Runs a command to its end, with a line every few seconds that says it is alive: what, for how
 * long, and how much has arrived in `folder`. Fails with the end of the command's output.
 */
export async function runStep(title, command, args, { folder, env = process.env, log }) {
	const startedAt = Date.now();
	const freeAtStart = await freeBytes(folder);
	log(`${title} …`);
	const ticker = setInterval(async () => {
		log(`${title}: ${seconds(startedAt)} s, ${await arrived(folder, freeAtStart)}`);
	}, PROGRESS_MS);
	try {
		await run(title, command, args, folder, env);
	} finally {
		clearInterval(ticker);
	}
	log(`${title}: done in ${seconds(startedAt)} s`);
}

function run(title, command, args, folder, env) {
	return new Promise((resolve, reject) => {
		const windows = process.platform === 'win32';
		const child = spawn(command, args, {
			cwd: folder,
			env: { ...env, NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --import=${GUARD}`.trim() },
			shell: windows,
			// Its own group, so that a Ctrl-C can end npm together with everything npm started.
			detached: !windows,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		running.add(child);
		let output = '';
		child.stdout.on('data', (chunk) => (output += chunk));
		child.stderr.on('data', (chunk) => (output += chunk));
		child.on('error', (error) => {
			running.delete(child);
			reject(new Error(`${title} could not be started (${command}): ${error.message}`));
		});
		child.on('close', (code, signal) => {
			running.delete(child);
			if (code === 0) return resolve();
			const tail = output.trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
			reject(new Error(`${title} failed (${signal ?? `exit code ${code}`}):\n${tail}`));
		});
	});
}

function endGroup(child) {
	try {
		if (process.platform === 'win32') child.kill();
		else process.kill(-child.pid, 'SIGTERM');
	} catch {
		// Ended by itself in the meantime.
	}
}

async function arrived(folder, freeAtStart) {
	const packages = await countPackages(join(folder, 'node_modules'));
	const written = Math.max(0, freeAtStart - (await freeBytes(folder)));
	// The disk's free space stands in for the folder's size: walking 200,000 files would cost more.
	return `${packages} packages, ${Math.round(written / BYTES_PER_MB)} MB on disk`;
}

async function freeBytes(folder) {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}

async function countPackages(modules) {
	const names = await readdir(modules).catch(() => []);
	const scopes = names.filter((name) => name.startsWith('@'));
	const scoped = await Promise.all(
		scopes.map((scope) => readdir(join(modules, scope)).catch(() => [])),
	);
	const plain = names.filter((name) => !name.startsWith('@') && !name.startsWith('.'));
	return plain.length + scoped.flat().length;
}

function seconds(since) {
	return Math.round((Date.now() - since) / 1000);
}
