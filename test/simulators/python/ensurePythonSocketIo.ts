import { execFileSync } from 'node:child_process';

/** Debian's own interpreter: its packages are not in any other one's path. */
const PYTHON = '/usr/bin/python3';
const PACKAGES = ['python3-socketio', 'python3-aiohttp', 'python3-gevent', 'python3-tornado'];
const INSTALL_TIMEOUT_MS = 5 * 60_000;
/** Another test process may be installing too. */
const WAIT_FOR_LOCK = ['-o', 'DPkg::Lock::Timeout=120'];

/** An interpreter that has python3-socketio, or why there is none. */
export type PythonSocketIo = { readonly python: string } | { readonly reason: string };

function run(program: string, args: string[]): void {
	execFileSync(program, args, {
		stdio: ['ignore', 'ignore', 'pipe'],
		timeout: INSTALL_TIMEOUT_MS,
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
}

function isInstalled(): boolean {
	try {
		run(PYTHON, ['-c', 'import socketio, aiohttp, gevent, tornado']);
		return true;
	} catch {
		return false;
	}
}

function lastLineOf(error: unknown): string {
	return String(error).trim().split('\n').at(-1) ?? '';
}

/**
 * Finds Debian's python3-socketio, and installs it where the process may. Synchronous, so that a
 * test file can decide before it declares its tests whether they can run.
 */
export function ensurePythonSocketIo(): PythonSocketIo {
	if (isInstalled()) return { python: PYTHON };
	if (process.getuid?.() !== 0) {
		return { reason: `not root: apt-get install ${PACKAGES.join(' ')}` };
	}
	try {
		run('apt-get', [...WAIT_FOR_LOCK, 'update']);
		run('apt-get', [...WAIT_FOR_LOCK, 'install', '-y', '--no-install-recommends', ...PACKAGES]);
	} catch (error) {
		return { reason: `apt-get failed: ${lastLineOf(error)}` };
	}
	return isInstalled() ? { python: PYTHON } : { reason: 'installed, but it cannot be imported' };
}
