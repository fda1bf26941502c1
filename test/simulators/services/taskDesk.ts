import type { Clock } from '../support/clock';
import type { Json, Life, Service } from './service';

/** A task the simulator knows. */
export interface SimulatedTask {
	readonly id: string;
	lifeName: string;
	life: Life;
	/** When this life began, in milliseconds. */
	bornAt: number;
	readonly submittedAt: number;
	/** When the last step of this life was seen first. */
	endedAt?: number | undefined;
	/** How often its status was asked for in this life. */
	looks: number;
	/** What it was submitted with. */
	readonly input: Json;
}

/** A task at one look, its texts filled in. */
export interface Look {
	readonly task: SimulatedTask;
	readonly moment: Json;
	/** Whether this is how it stays. */
	readonly isLast: boolean;
}

/** Texts of any depth with `{id}` and `{base}` replaced. */
export function filled<Value>(value: Value, id: string, base: string): Value {
	const text = JSON.stringify(value);
	if (text === undefined) return value;
	return JSON.parse(text.replaceAll('{id}', id).replaceAll('{base}', base)) as Value;
}

/** The tasks of one service. A task takes one step for each look, or one every `stepMs`. */
export class TaskDesk {
	private readonly tasks = new Map<string, SimulatedTask>();

	constructor(
		private readonly service: Service,
		private readonly clock: Clock,
		private readonly base: () => string,
		private readonly stepMs: number,
	) {}

	/** Begins a task with the life of this name; throws if the service has none. */
	submit(lifeName: string, input: Json = {}): SimulatedTask {
		const now = this.clock.now();
		const task: SimulatedTask = {
			id: this.service.newId(),
			lifeName,
			life: this.lifeOf(lifeName),
			bornAt: now,
			submittedAt: now,
			looks: 0,
			input,
		};
		this.tasks.set(task.id, task);
		return task;
	}

	/** The task as its status answers now; undefined if there is none of this id. */
	look(id: string | undefined): Look | undefined {
		const found = this.peek(id);
		const task = this.tasks.get(id ?? '');
		if (task !== undefined) task.looks += 1;
		return found;
	}

	/** The same without a step: for results, cancels, and the answer to the submit. */
	peek(id: string | undefined): Look | undefined {
		const task = this.tasks.get(id ?? '');
		if (task === undefined) return undefined;
		const { moments } = task.life;
		const last = moments.length - 1;
		const now = this.clock.now();
		const elapsed = now - task.bornAt;
		const step = Math.min(this.stepMs > 0 ? Math.floor(elapsed / this.stepMs) : task.looks, last);
		if (step === last) task.endedAt ??= now;
		const moment = filled(moments[step] ?? {}, task.id, this.base());
		return moment['gone'] === true ? undefined : { task, moment, isLast: step === last };
	}

	/** Gives a task another life from now on, as a cancel or a retry does. */
	turn(id: string | undefined, lifeName: string): Look | undefined {
		const task = this.tasks.get(id ?? '');
		if (task === undefined) return undefined;
		Object.assign(task, { lifeName, life: this.lifeOf(lifeName), bornAt: this.clock.now() });
		task.looks = 0;
		task.endedAt = undefined;
		return this.peek(id);
	}

	/** What the second request gives; undefined while the task goes on, or where there is none. */
	result(id: string | undefined): Life['result'] {
		const found = this.peek(id);
		if (found === undefined || !found.isLast || found.task.life.result === undefined)
			return undefined;
		return filled(found.task.life.result, found.task.id, this.base());
	}

	/** The vendor forgets the task. */
	forget(id: string): void {
		this.tasks.delete(id);
	}

	/** The newest task of this life; throws if there is none. */
	last(lifeName: string): SimulatedTask {
		const found = [...this.tasks.values()].findLast((task) => task.lifeName === lifeName);
		if (found === undefined) throw new Error(`No task has had the life ${lifeName}`);
		return found;
	}

	/** How often the most looked-at task of this life was looked at. */
	looksAtLife(lifeName: string): number {
		const looks = [...this.tasks.values()].filter((task) => task.lifeName === lifeName);
		return Math.max(0, ...looks.map((task) => task.looks));
	}

	private lifeOf(name: string): Life {
		const life = this.service.lives[name];
		if (life === undefined) throw new Error(`${this.service.name} has no life "${name}"`);
		return life;
	}
}
