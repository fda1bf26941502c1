import { Server, type Namespace } from 'socket.io';
import { CONTROL_PREFIX, HttpSimulator, type SimulatorOptions } from '../support';
import { GOOD_BEHAVIOUR, type ServerBehaviour } from './behaviour';
import { ConnectionRecord } from './connectionRecord';
import { installHandshakeGate } from './handshakeGate';
import { addRestRoutes } from './restRoutes';
import { Scheduler } from './scheduler';
import { TaskStore, type NewTask, type TaskIdentifiers } from './taskStore';

export type { ServerBehaviour, TaskBehaviour } from './behaviour';
export type { PlannedEnd, TaskPlan } from './plan';
export type { NewTask, TaskIdentifiers } from './taskStore';

/** The Socket.IO namespace of the vendor's page (seeds/000, "API Endpoint"). */
export const SCHEDULER_NAMESPACE = '/api/scheduler_socket';
/** The bearer token of the REST call. */
export const ON_PREMISES_TOKEN = 'simulated-on-premises-token';

/** How a simulated server differs from the vendor's page. */
export interface OnPremisesOptions extends SimulatorOptions {
	/** Another one makes the client's namespace a wrong one. */
	readonly namespace?: string;
	/** Where a reverse proxy has moved the Engine.IO path. */
	readonly socketPath?: string;
	readonly apiToken?: string;
	readonly behaviour?: Partial<ServerBehaviour>;
}

/** Hyper3D On-Premises: a real Socket.IO server with the status channel, and the REST call. */
export class Hyper3dOnPremisesSimulator extends HttpSimulator {
	/** What it saw of its clients. */
	readonly connections = new ConnectionRecord();
	/** Set its fields at any time; they hold from the next handshake or query on. */
	behaviour: ServerBehaviour;
	private readonly tasks: TaskStore;
	private readonly engine: Server['engine'];
	private readonly namespace: Namespace;
	private readonly scheduler: Scheduler;

	constructor(options: OnPremisesOptions = {}) {
		const { namespace = SCHEDULER_NAMESPACE, socketPath = '/socket.io' } = options;
		const { apiToken = ON_PREMISES_TOKEN, behaviour } = options;
		super('Hyper3D On-Premises', options, apiToken);
		this.behaviour = { ...GOOD_BEHAVIOUR, ...behaviour };
		this.tasks = new TaskStore(this.clock);
		const currentBehaviour = () => this.behaviour;
		this.scheduler = new Scheduler(this.tasks, this.connections, currentBehaviour);
		const io = new Server(this.app.server, { path: socketPath, serveClient: false });
		this.engine = io.engine;
		this.namespace = io.of(namespace);
		this.scheduler.attach(this.namespace);
		this.connections.watch(io);
		installHandshakeGate(this.app.server, {
			path: socketPath,
			behaviour: currentBehaviour,
			onRefused: () => (this.connections.refused += 1),
		});
		const { tasks, connections } = this;
		addRestRoutes(this.app, { apiToken, tasks, connections, behaviour: currentBehaviour });
		this.addControlRoutes();
	}

	/** Adds a task that begins now. */
	addTask(newTask: NewTask = {}): TaskIdentifiers {
		return this.tasks.add(newTask);
	}

	/** Goes back to a server that behaves. */
	behave(): void {
		this.behaviour = { ...GOOD_BEHAVIOUR };
	}

	/** Cuts every connection, as a network does: clients reconnect by themselves. */
	dropConnections(): void {
		this.traffic.cut();
	}

	/** Ends every connection from the server's side: clients do not reconnect by themselves. */
	disconnectClients(): void {
		this.namespace.disconnectSockets(true);
	}

	override async close(): Promise<void> {
		this.scheduler.close();
		this.engine.close();
		await super.close();
	}

	/** A submit-like call, so that a workflow can start a task with an HTTP Request node. */
	private addControlRoutes(): void {
		this.app.post<{ Body: NewTask | undefined }>(`${CONTROL_PREFIX}/tasks`, (request, reply) =>
			reply.code(201).send(this.addTask(request.body)),
		);
		this.app.patch<{ Body: Partial<ServerBehaviour> }>(
			`${CONTROL_PREFIX}/behaviour`,
			(request, reply) => reply.send(Object.assign(this.behaviour, request.body)),
		);
		this.app.get(`${CONTROL_PREFIX}/connections`, (_request, reply) =>
			reply.send(this.connections),
		);
	}
}

/** Starts the simulator. */
export async function startHyper3dOnPremises(
	options: OnPremisesOptions = {},
): Promise<Hyper3dOnPremisesSimulator> {
	return await new Hyper3dOnPremisesSimulator(options).start();
}
