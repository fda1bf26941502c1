import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../support';
import type { TaskBehaviour } from './behaviour';
import { TaskError } from './errors';
import { endsAt, momentOf, type Run } from './moment';
import { completePlan, type TaskPlan } from './plan';

/** What a test, or a submit-like call, says about a new task; everything may be left out. */
export interface NewTask extends Partial<TaskPlan> {
	/** Any string can be a token. */
	readonly taskToken?: string;
	readonly projectId?: string;
	readonly source?: string;
	/** Whose task it is: the token, and with it the row's id, depend on it. */
	readonly user?: string;
	/** What goes wrong with this task alone. */
	readonly behaviour?: Partial<TaskBehaviour>;
}

/** How a task is restarted. */
export interface Restart {
	readonly afterMs?: number | undefined;
	/** Whether the end of the new run comes without its exit code. */
	readonly losesExit?: boolean | undefined;
}

/** How a task is named: the node's parameter, and what `rrext_get_token` asks with. */
export interface TaskIdentifiers {
	readonly taskToken: string;
	readonly projectId: string;
	readonly source: string;
}

/** A task of the simulator, with its present run. */
export interface SimulatedTask {
	readonly token: string;
	/** The dashboard's `id`: the beginning of the token's hash and the source, never the token. */
	readonly id: string;
	readonly name: string;
	readonly projectId: string;
	readonly source: string;
	readonly behaviour: Partial<TaskBehaviour>;
	readonly run: Run;
	/** A restart keeps the time of the first start (measured). */
	readonly startedAt: number;
}

/** The sheet: a token is deterministic per user, project and source. */
function tokenOf(user: string, projectId: string, source: string): string {
	const hash = createHash('md5').update(`simulated ${user} ${projectId} ${source}`).digest('hex');
	return `tk_${hash}`;
}

/** Source of the open server (task_server.py), and the captured names (wire/rocketride). */
function rowIdOf(token: string, source: string): string {
	return `${token.replace(/^(tk|pk)_/, '').slice(0, 8)}.${source}`;
}

/** The server's tasks; finished ones are swept when the clock says so. */
export class TaskStore {
	private readonly tasks = new Map<string, SimulatedTask>();

	constructor(
		private readonly clock: Clock,
		private readonly sweepMs: number,
	) {}

	add(newTask: NewTask): TaskIdentifiers {
		const { projectId = randomUUID(), source = 'webhook_1', behaviour = {}, ...rest } = newTask;
		const { user = 'simulated-user', ...named } = rest;
		const { taskToken: token = tokenOf(user, projectId, source), ...plan } = named;
		const id = rowIdOf(token, source);
		const now = this.clock.now();
		const run = { plan: completePlan(plan), beginsAt: now };
		const names = { token, id, name: `${id}.${source}`, projectId, source };
		this.tasks.set(token, { ...names, behaviour, run, startedAt: now });
		return { taskToken: token, projectId, source };
	}

	/** All tasks that have not been swept. */
	all(): SimulatedTask[] {
		return [...this.tasks.keys()].flatMap((token) => this.find(token) ?? []);
	}

	/** The task, unless it is unknown or has been swept. */
	find(token: string): SimulatedTask | undefined {
		const task = this.tasks.get(token);
		if (task && endsAt(task.run) < this.clock.now() - this.sweepMs) {
			this.tasks.delete(token);
			return undefined;
		}
		return task;
	}

	/** The task, or the server's error: it knows no difference between unknown and forgotten. */
	get(token: string): SimulatedTask {
		if (token === '') throw TaskError.tokenRequired();
		const task = this.find(token);
		if (!task) throw TaskError.notRunning();
		return task;
	}

	/** Restarts a task: another run under its token, after a moment of state 6 without `completed`. */
	rerun(token: string, plan: Partial<TaskPlan>, { afterMs = 0, losesExit = false }: Restart): void {
		const task = this.get(token);
		const beginsAt = this.clock.now() + afterMs;
		const run = { plan: { ...task.run.plan, ...plan }, beginsAt, losesExit };
		this.tasks.set(token, { ...task, run });
	}

	/** Stops a run; one that is over stays as it is. */
	terminate(token: string): void {
		const task = this.get(token);
		const now = this.clock.now();
		if (momentOf(task.run, now).completed) return;
		this.tasks.set(token, { ...task, run: { ...task.run, terminatedAt: now } });
	}

	clear(): void {
		this.tasks.clear();
	}
}
