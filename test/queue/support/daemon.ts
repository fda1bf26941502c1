import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const RUNNER = join(__dirname, 'runDaemon.mjs');
const SCRIPTS = resolve(__dirname, '..', '..', '..', 'scripts', 'n8n');
const GUARD = pathToFileURL(join(SCRIPTS, 'endWithParent.mjs')).href;
const READY_TIMEOUT_MS = 60_000;
const STOP_PATIENCE_MS = 15_000;
const LOOK_INTERVAL_MS = 50;

/** The user a program runs as. */
export interface Identity {
	uid: number;
	gid: number;
}

export interface DaemonOptions {
	command: string;
	args: readonly string[];
	/** What it prints once it can be used. */
	readyWhen: RegExp;
	/** What makes it end orderly without waiting for its clients. */
	stopSignal: 'SIGINT' | 'SIGTERM';
	identity?: Identity | undefined;
}

/** A running program of the machine. */
export interface Daemon {
	stop(): Promise<void>;
}

/** Starts a program and resolves once it is ready; it never outlives this process. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
	const { command, args, readyWhen, stopSignal, identity } = options;
	const child = spawn(process.execPath, ['--import', GUARD, RUNNER, command, ...args], {
		env: {
			...process.env,
			...(identity && { DAEMON_UID: String(identity.uid), DAEMON_GID: String(identity.gid) }),
		},
		cwd: '/',
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (!readyWhen.test(output)) {
		if (hasEnded(child) || Date.now() > deadline) {
			await end(child, 'SIGKILL');
			throw new Error(`${command} did not become ready:\n${output}`);
		}
		await new Promise((done) => setTimeout(done, LOOK_INTERVAL_MS));
	}
	return { stop: async () => await end(child, stopSignal) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (hasEnded(child) || child.pid === undefined) return;
	const group = -child.pid;
	const ended = once(child, 'exit');
	const impatience = setTimeout(() => process.kill(group, 'SIGKILL'), STOP_PATIENCE_MS);
	process.kill(signal === 'SIGKILL' ? group : child.pid, signal);
	await ended;
	clearTimeout(impatience);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
	return exitCode !== null || signalCode !== null;
}
