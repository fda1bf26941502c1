import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { KEY, serviceOf, startServices, type ServicesSimulator } from '../../simulators/services';
import { taskStatusSays } from './taskStatusSays';

const SDK_PROCESS = join(__dirname, 'sdkProcess.mjs');

/** What an SDK says of a task at its end. */
export interface SdkEnd {
	/** The identifiers of Task Status; absent where the waiter hides them. */
	readonly ref?: Readonly<Record<string, string>>;
	/** The SDK's own word. */
	readonly end?: string | null;
	/** What it threw, or carries as the reason. */
	readonly error?: string;
	readonly status?: number;
	readonly result?: unknown;
	/** Still asking after so many looks, long after the end. */
	readonly looks?: number;
}

/** Lets the SDK of a service submit a task for each life and poll it to its end. */
export async function askSdk(
	simulator: ServicesSimulator,
	service: string,
	lives: readonly string[],
): Promise<Readonly<Record<string, SdkEnd>>> {
	const child = spawn(process.execPath, [SDK_PROCESS], { stdio: ['pipe', 'pipe', 'pipe'] });
	const { origins, credential } = serviceOf(service);
	const base = simulator.baseUrlOf(service);
	const request = { sdk: service, base, origins, key: KEY, credential, lives };
	child.stdin.end(JSON.stringify(request));
	const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
	if (output === '') throw new Error(`The SDK's process ended without an answer: ${errors}`);
	return JSON.parse(output) as Record<string, SdkEnd>;
}

/**
 * The judgement of a service: for each life what its SDK says of it, word for word; then Task Status
 * must report the end that the facts give this life.
 */
export function judge(service: string, verdicts: Readonly<Record<string, SdkEnd>>): void {
	const lives = Object.keys(verdicts);
	describe(`${service}, judged by the vendor's SDK`, () => {
		let simulator: ServicesSimulator;
		let ends: Readonly<Record<string, SdkEnd>>;

		beforeAll(async () => {
			simulator = await startServices({ stepMs: 0 });
			ends = await askSdk(simulator, service, lives);
		});
		afterAll(async () => {
			await simulator.close();
		});

		it.each(lives)('the SDK on %s', (life) => {
			const { looks, ...verdict } = verdicts[life] ?? {};
			expect(ends[life]).toMatchObject(verdict);
			// A waiter that hangs: how often it asked is chance, that it went on is not.
			expect(ends[life]?.looks ?? 0).toBeGreaterThanOrEqual(looks ?? 0);
			if (looks === undefined) expect(ends[life]).not.toHaveProperty('looks');
		});

		it.each(lives)('Task Status reports the same end on %s', async (life) => {
			const { end, warns = false } = serviceOf(service).lives[life] ?? {};
			const base = simulator.baseUrlOf(service);
			const task = simulator.tasksOf(service).last(life);
			const ref = ends[life]?.ref ?? serviceOf(service).ref(task.id, base);
			const said = await taskStatusSays(service, ref, base);
			expect(said).toMatchObject({ state: end, warned: warns });
		});
	});
}
