import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..', '..');

/** What a program offers to the process that started it. */
export type Methods = Readonly<Record<string, (parameters: never) => Promise<unknown>>>;

interface Call {
	readonly method: string;
	readonly parameters: unknown;
}

type Answer = { readonly result: unknown } | { readonly error: string };

/** A program of the bench in a process of its own, with its own memory and its own CPU time. */
export class Remote<Offered extends Methods> {
	private constructor(private readonly child: ChildProcess) {}

	static async start<Offered extends Methods>(
		file: string,
		args: readonly string[] = [],
		env: NodeJS.ProcessEnv = {},
	): Promise<Remote<Offered>> {
		const child = fork(file, args, {
			cwd: ROOT,
			env: { ...process.env, ...env },
			execArgv: ['--import', 'tsx', '--expose-gc'],
		});
		await once(child, 'message');
		return new Remote<Offered>(child);
	}

	get pid(): number {
		return this.child.pid ?? -1;
	}

	async call<Name extends keyof Offered & string>(
		method: Name,
		parameters: Parameters<Offered[Name]>[0],
	): Promise<Awaited<ReturnType<Offered[Name]>>> {
		// Takes the listeners away again: a program may be called many times.
		const over = new AbortController();
		const answered = once(this.child, 'message', over);
		const ended = once(this.child, 'exit', over).then(() => {
			throw new Error(`The program ended during "${method}"`);
		});
		answered.catch(() => undefined);
		ended.catch(() => undefined);
		const call: Call = { method, parameters };
		this.child.send(call);
		const [answer] = (await Promise.race([answered, ended]).finally(() => over.abort())) as [
			Answer,
		];
		if ('error' in answer) throw new Error(answer.error);
		return answer.result as Awaited<ReturnType<Offered[Name]>>;
	}

	async stop(): Promise<void> {
		const ended = once(this.child, 'exit');
		this.child.disconnect();
		await ended;
	}
}

/** Answers the calls of {@link Remote}, one at a time, and ends with the process that asks. */
export function offer(methods: Methods): void {
	process.on('message', (call: Call) => {
		const method = methods[call.method] as (parameters: unknown) => Promise<unknown>;
		method(call.parameters).then(
			(result) => process.send?.({ result }),
			(error: unknown) => process.send?.({ error: String(error) }),
		);
	});
	process.on('disconnect', () => process.exit(0));
	process.send?.('ready');
}
