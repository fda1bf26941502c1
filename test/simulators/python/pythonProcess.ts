import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const CLIENT_TIMEOUT_MS = 20_000;

/** Runs `client.py` and gives the payload it printed; rejects with its stderr. */
export async function askWithPython(python: string, args: string[]): Promise<unknown> {
	const program = [join(__dirname, 'client.py'), ...args];
	const { stdout } = await promisify(execFile)(python, program, { timeout: CLIENT_TIMEOUT_MS });
	return JSON.parse(stdout);
}

/** A running `server.py`. */
export interface PythonServer {
	readonly url: string;
	/** What it said of its connections and queries. */
	readonly lines: ReadonlyArray<Record<string, unknown>>;
	close(): Promise<void>;
}

/** Starts `server.py` on a free port of the loopback interface. */
export async function startPythonServer(python: string, args: string[]): Promise<PythonServer> {
	const program = [join(__dirname, 'server.py'), ...args];
	const child = spawn(python, program, { stdio: ['ignore', 'pipe', 'inherit'] });
	const lines: Array<Record<string, unknown>> = [];
	const output = createInterface(child.stdout);
	const exited = once(child, 'exit');
	const first = once(output, 'line').then(([line]) => JSON.parse(String(line)) as { port: number });
	const ended = exited.then(() => Promise.reject(new Error('server.py ended before it listened')));
	const { port } = await Promise.race([first, ended]);
	output.on('line', (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
	return {
		url: `http://127.0.0.1:${port}`,
		lines,
		close: async () => {
			child.kill('SIGTERM');
			await exited;
		},
	};
}
