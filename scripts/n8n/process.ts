import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InstalledN8n } from './locate';

const MAX_OUTPUT_CHARS = 4_000_000;
const STOP_PATIENCE_MS = 15_000;
const LOG_TAIL_LINES = 40;
const GUARD = pathToFileURL(join(__dirname, 'endWithParent.mjs')).href;
const ON_WINDOWS = process.platform === 'win32';

const alive = new Set<ChildProcess>();

// Ends servers at once; the guard does the same a second later where this does not run (jest, kill -9).
process.once('exit', () => alive.forEach((child) => signalGroup(child, 'SIGKILL')));

/** One run of the n8n program and what it printed. */
export class N8nProcess {
	private readonly child: ChildProcess;
	private text = '';

	constructor(
		installed: InstalledN8n,
		args: readonly string[],
		env: NodeJS.ProcessEnv,
		log: (chunk: string) => void = () => {},
	) {
		const nodeArgs = ['--import', GUARD, installed.n8nBin, ...args];
		this.child = spawn(installed.nodeBinary, nodeArgs, {
			cwd: env.N8N_USER_FOLDER,
			env,
			// Its own group: the task runner is a second process, and Ctrl-C is ours to handle.
			detached: !ON_WINDOWS,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		alive.add(this.child);
		this.child.once('exit', () => alive.delete(this.child));
		this.child.once('error', (error) => this.append(`${error.message}\n`, log));
		this.child.stdout?.on('data', (chunk: Buffer) => this.append(chunk.toString(), log));
		this.child.stderr?.on('data', (chunk: Buffer) => this.append(chunk.toString(), log));
	}

	get pid(): number {
		return this.child.pid ?? -1;
	}

	get ended(): boolean {
		return (
			this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null
		);
	}

	output(): string {
		return this.text;
	}

	/** The last lines, for an error message. */
	tail(): string {
		return this.text.trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
	}

	/** Resolves with the exit code (null after a signal). */
	async waitForEnd(): Promise<number | null> {
		if (!this.ended) await once(this.child, 'exit');
		return this.child.exitCode;
	}

	/** Asks n8n to end, and insists when it does not. */
	async stop(): Promise<void> {
		if (this.ended) return;
		const impatience = setTimeout(() => signalGroup(this.child, 'SIGKILL'), STOP_PATIENCE_MS);
		this.child.kill('SIGTERM');
		await this.waitForEnd();
		clearTimeout(impatience);
	}

	/** Ends n8n and its task runner at once, like a power cut. */
	async kill(): Promise<void> {
		if (this.ended) return;
		signalGroup(this.child, 'SIGKILL');
		await this.waitForEnd();
	}

	private append(chunk: string, log: (chunk: string) => void): void {
		this.text = (this.text + chunk).slice(-MAX_OUTPUT_CHARS);
		log(chunk);
	}
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		if (ON_WINDOWS) child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {
		// Already gone.
	}
}
