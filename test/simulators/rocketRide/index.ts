import { CONTROL_PREFIX, HttpSimulator, type SimulatorOptions } from '../support';
import { GOOD_BEHAVIOUR, type ServerBehaviour } from './behaviour';
import { ConcurrencyLimit } from './concurrency';
import { addControlRoutes } from './controlRoutes';
import { DapServer } from './dap/server';
import type { SocketRecord } from './dap/socketRecord';
import { addHttpRoutes } from './httpRoutes';
import type { TaskPlan } from './plan';
import { TaskService } from './taskService';
import { TaskStore, type NewTask, type Restart, type TaskIdentifiers } from './taskStore';

export type { ServerBehaviour, TaskBehaviour } from './behaviour';
export type { BodyStyle } from './bodyStyle';
export type { PlannedEnd, TaskPlan } from './plan';
export type { NewTask, TaskIdentifiers } from './taskStore';

/** The API key of both transports. */
export const ROCKET_RIDE_KEY = 'simulated-rocketride-key';

const FIVE_MINUTES = 5 * 60_000;

/** How a simulated server differs from the measured one (sheet, `rocketride.md`). */
export interface RocketRideOptions extends SimulatorOptions {
	readonly apiKey?: string;
	/** How long a finished task is remembered, by the clock. */
	readonly sweepMs?: number;
	/** How long an HTTP answer takes in real time, so that concurrency becomes visible. */
	readonly serviceMs?: number;
	/** How many `/task` calls may be under way; the next is rejected. */
	readonly maxConcurrent?: number;
	readonly maxUnauthenticatedPerIp?: number;
	/** How often subscribers get events in real time; 0 leaves it to `publishEvents()`. */
	readonly eventIntervalMs?: number;
	readonly behaviour?: Partial<ServerBehaviour>;
}

/** RocketRide's task server: HTTP, and DAP over a WebSocket, with one and the same status. */
export class RocketRideSimulator extends HttpSimulator {
	/** Set its fields at any time; they hold from the next upgrade or request on. */
	behaviour: ServerBehaviour;
	/** How many `/task` calls came at once, and how many were rejected for it. */
	readonly concurrency: ConcurrencyLimit;
	private readonly store: TaskStore;
	private readonly dap: DapServer;

	constructor(options: RocketRideOptions = {}) {
		const { apiKey = ROCKET_RIDE_KEY, sweepMs = FIVE_MINUTES, serviceMs = 5 } = options;
		const { maxConcurrent = 10, maxUnauthenticatedPerIp = 10, eventIntervalMs = 1000 } = options;
		super('RocketRide', options, apiKey);
		this.behaviour = { ...GOOD_BEHAVIOUR, ...options.behaviour };
		this.concurrency = new ConcurrencyLimit(maxConcurrent);
		this.store = new TaskStore(this.clock, sweepMs);
		const behaviour = () => this.behaviour;
		const tasks = new TaskService(this.store, this.clock, behaviour);
		const { concurrency } = this;
		addHttpRoutes(this.app, { apiKey, tasks, behaviour, concurrency, serviceMs });
		const limits = { maxUnauthenticatedPerIp, eventIntervalMs };
		this.dap = new DapServer(this.app.server, { apiKey, tasks, behaviour, ...limits });
		addControlRoutes(this.app, this, CONTROL_PREFIX);
	}

	/** What it saw of its WebSocket clients. */
	get sockets(): SocketRecord {
		return this.dap.record;
	}

	/** Adds a task that begins now; the same project and source give the same token. */
	addTask(newTask: NewTask = {}): TaskIdentifiers {
		return this.store.add(newTask);
	}

	/** Restarts a task under its token; its `startTime` stays. */
	rerun(taskToken: string, plan: Partial<TaskPlan> = {}, restart: Restart = {}): void {
		this.store.rerun(taskToken, plan, restart);
	}

	/** Restarts the engine: all tokens are lost, and all WebSockets. */
	restart(): void {
		this.store.clear();
		this.dap.drop();
	}

	/** Sends subscribers what has changed by the clock. */
	publishEvents(): void {
		this.dap.publish();
	}

	/** Forgets who is signed in: the next command of every WebSocket is refused. */
	signOut(): void {
		this.dap.signOut();
	}

	/** Cuts every WebSocket, as a network does. */
	dropConnections(): void {
		this.dap.drop();
	}

	/** Goes back to a server that behaves. */
	behave(): void {
		this.behaviour = { ...GOOD_BEHAVIOUR };
	}

	override async close(): Promise<void> {
		this.dap.close();
		await super.close();
	}
}

/** Starts the simulator. */
export async function startRocketRide(
	options: RocketRideOptions = {},
): Promise<RocketRideSimulator> {
	return await new RocketRideSimulator(options).start();
}
