import { randomUUID } from 'node:crypto';
import type { Clock } from '../support/clock';
import type { TaskBehaviour } from './behaviour';
import { completePlan, momentOf, type Moment, type TaskPlan } from './plan';

/** What a test, or a submit-like call, says about a new task; everything may be left out. */
export interface NewTask extends Partial<TaskPlan> {
	readonly taskUuid?: string;
	readonly subscriptionKey?: string;
	/** What goes wrong with this task alone. */
	readonly behaviour?: Partial<TaskBehaviour>;
}

/** How a task is named, under the names of the node's parameters. */
export interface TaskIdentifiers {
	readonly taskUuid: string;
	readonly subscriptionKey: string;
}

/** A task of the simulator. */
export interface SimulatedTask extends TaskIdentifiers {
	readonly plan: TaskPlan;
	readonly behaviour: Partial<TaskBehaviour>;
	readonly addedAt: number;
}

/** The simulator's tasks; where each of them stands follows from the clock. */
export class TaskStore {
	private readonly tasks = new Map<string, SimulatedTask>();

	constructor(private readonly clock: Clock) {}

	add(newTask: NewTask): TaskIdentifiers {
		const { taskUuid = randomUUID(), subscriptionKey = randomUUID(), behaviour, ...plan } = newTask;
		this.tasks.set(keyOf(taskUuid), {
			taskUuid,
			subscriptionKey,
			plan: completePlan(plan),
			behaviour: behaviour ?? {},
			addedAt: this.clock.now(),
		});
		return { taskUuid, subscriptionKey };
	}

	/** That it is found however the uuid is written, and answers in its own form, is our guess. */
	get(taskUuid: string): SimulatedTask | undefined {
		return this.tasks.get(keyOf(taskUuid));
	}

	momentOf(task: SimulatedTask): Moment {
		return momentOf(task.plan, this.clock.now() - task.addedAt);
	}
}

function keyOf(taskUuid: string): string {
	return taskUuid.toLowerCase().replaceAll('-', '');
}
