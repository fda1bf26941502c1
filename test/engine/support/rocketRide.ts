import type { IDataObject } from 'n8n-workflow';

import {
	ROCKET_RIDE_KEY,
	startRocketRide,
	type NewTask,
	type RocketRideOptions,
	type RocketRideSimulator,
} from '../../simulators/rocketRide';
import { ManualClock } from '../../simulators/support';
import { runTaskStatus, type EngineResult, type EngineRun } from './engine';

/** The two ways to ask a RocketRide server. */
export type Transport = 'http' | 'webSocket';

/** What a test asks for; everything else is Get Status with a single output. */
export interface Asked extends Partial<EngineRun> {
	readonly transport: Transport;
	readonly tokens: readonly string[];
	readonly options?: IDataObject;
	readonly operation?: string;
	readonly apiKey?: string;
	readonly baseUrl?: string;
	/** More fields of the credential. */
	readonly credential?: IDataObject;
}

export const clock = new ManualClock();

/** The server of the present test; there is a new one for each. */
export let simulator: RocketRideSimulator;

/** Starts a server before each test, and checks after it that nothing has been left behind. */
export function useSimulator(): void {
	beforeEach(async () => {
		simulator = await startRocketRide({ clock, eventIntervalMs: 0 });
	});

	afterEach(async () => {
		await until(() => simulator.sockets.open === 0 && simulator.openConnections === 0);
		await simulator.close();
	});
}

/** Replaces the server by one with other limits. */
export async function restart(options: RocketRideOptions = {}): Promise<void> {
	await simulator.close();
	simulator = await startRocketRide({ clock, eventIntervalMs: 0, ...options });
}

/** Runs Task Status in n8n's engine, one item per token. */
export async function ask(asked: Asked): Promise<EngineResult> {
	const { transport, tokens, options = {}, operation = 'getStatus', ...rest } = asked;
	return await runTaskStatus({
		items: tokens.map((taskToken) => ({ taskToken })),
		...rest,
		parameters: {
			provider: 'rocketRide',
			operation,
			transport,
			taskToken: '={{ $json.taskToken }}',
			outputMode: 'single',
			options: { requestTimeout: 5, ...options },
		},
		credentials: {
			rocketRideTaskApi: {
				baseUrl: asked.baseUrl ?? simulator.url,
				apiKey: asked.apiKey ?? ROCKET_RIDE_KEY,
				...asked.credential,
			},
		},
	});
}

/** The items of an execution that went well. */
export function jsonsOf({ outputs, error }: EngineResult): IDataObject[] {
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json }) => json);
}

/** What the error of an execution says. */
export function errorOf({ error }: EngineResult): { message: string; description: string } {
	expect(error).toBeDefined();
	const { message, description } = error as unknown as { message: string; description: string };
	return { message, description };
}

/** Starts a task and gives its token. */
export function addTask(task: NewTask = {}): string {
	return simulator.addTask(task).taskToken;
}

/** Starts tasks that differ in nothing but their tokens. */
export function addTasks(count: number, task: NewTask = {}): string[] {
	return Array.from({ length: count }, (_, index) => addTask({ ...task, taskToken: `t-${index}` }));
}

/** Waits until something holds, and fails when it does not in time. */
export async function until(holds: () => boolean): Promise<void> {
	const deadline = Date.now() + 2_000;
	while (!holds() && Date.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	expect(holds()).toBe(true);
}

/** Timers and sockets of this process; those of the simulator itself stay the same. */
export function resources(): string {
	return process
		.getActiveResourcesInfo()
		.filter((name) => /Timeout|TCPSocketWrap|TLSWrap/.test(name))
		.sort()
		.join();
}

/**
 * What is not held up by a fault ends within this time, also on a busy machine; what is held up takes
 * the 30 s of the library or the 60 s of a request timeout.
 */
export const PROMPT_SECONDS = 25;

/** Seconds since a time. */
export function secondsSince(begun: number): number {
	return (Date.now() - begun) / 1000;
}

/** How many sockets this process has open, on either side. */
export function openSockets(): number {
	return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}
