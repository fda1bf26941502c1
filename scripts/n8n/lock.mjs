import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 5_000;
const SILENT_IS_DEAD_MS = 60_000;
const LOOK_AGAIN_MS = 1_000;
// What a dead holder has started ends a second after it.
const LAST_BREATH_MS = 2_000;

/**
 * Runs `work` while holding the lock file, so that two processes never install into one folder.
 * A lock whose holder died is taken over.
 */
export async function withLock(file, work, onWait = () => {}) {
	let waited = 0;
	while (!(await take(file))) {
		if (await isStale(file)) {
			await discard(file);
			await sleep(LAST_BREATH_MS);
			continue;
		}
		onWait(waited);
		await sleep(LOOK_AGAIN_MS);
		waited += LOOK_AGAIN_MS;
	}
	const heartbeat = setInterval(() => void touch(file), HEARTBEAT_MS);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		await rm(file, { force: true });
	}
}

async function take(file) {
	try {
		await writeFile(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
}

async function isStale(file) {
	try {
		const { mtimeMs } = await stat(file);
		if (Date.now() - mtimeMs > SILENT_IS_DEAD_MS) return true;
		const holder = JSON.parse(await readFile(file, 'utf8'));
		// A cache can be shared between containers, where another host's pid means nothing here.
		return holder.host === hostname() && !isAlive(holder.pid);
	} catch {
		// Gone, or just being written: look again.
		return false;
	}
}

/** Renaming first: of two processes that find the same stale lock, only one discards it. */
async function discard(file) {
	const aside = `${file}.${process.pid}.stale`;
	try {
		await rename(file, aside);
		await rm(aside, { force: true });
	} catch (error) {
		if (error.code !== 'ENOENT') throw error;
	}
}

async function touch(file) {
	const now = new Date();
	await utimes(file, now, now).catch(() => {});
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}
