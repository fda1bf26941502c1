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
	/** What goes wrong with this task alone. */
	readonly behaviour?: Partial<TaskBehaviour>;
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
	/** The dashboard's `id`: never the token. */
	readonly id: string;
	readonly name: string;
	readonly projectId: string;
	readonly source: string;
	readonly behaviour: Partial<TaskBehaviour>;
	readonly run: Run;
	/** When the run before this one began. */
	readonly previousBeganAt: number;
}

/** The sheet: a token is deterministic per user, project and source. */
function tokenOf(projectId: string, source: string): string {
	return `tk_${createHash('md5').update(`simulated ${projectId} ${source}`).digest('hex')}`;
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
		const { taskToken: token = tokenOf(projectId, source), ...plan } = rest;
		const id = `${projectId.slice(0, 8)}.${source}`;
		const now = this.clock.now();
		const run = { plan: completePlan(plan), beginsAt: now };
		const named = { token, id, name: `${id}.${source}`, projectId, source };
		this.tasks.set(token, { ...named, behaviour, run, previousBeganAt: now });
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

	/** Begins another run under the same token, after a moment of state 6 without `completed`. */
	rerun(token: string, plan: Partial<TaskPlan>, restartingMs: number): void {
		const task = this.get(token);
		const beginsAt = this.clock.now() + restartingMs;
		const run = { plan: { ...task.run.plan, ...plan }, beginsAt };
		this.tasks.set(token, { ...task, run, previousBeganAt: task.run.beginsAt });
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
