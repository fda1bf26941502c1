import type { TaskService } from '../taskService';
import type { SimulatedTask } from '../taskStore';
import type { DapEvent } from './frames';

interface Seen {
	readonly beginsAt: number;
	readonly completed: unknown;
	readonly body: string;
}

/** One socket's event subscriptions; they die with it. */
export class Subscriber {
	private readonly subscriptions = new Map<string, ReadonlySet<string>>();
	private readonly seen = new Map<string, Seen>();

	constructor(
		private readonly tasks: TaskService,
		private readonly send: (event: DapEvent) => void,
	) {}

	get active(): boolean {
		return this.subscriptions.size > 0;
	}

	/** Subscribes, and catches up at once: the first events come before the command's answer. */
	subscribe(token: string, types: ReadonlySet<string>): void {
		if (types.size === 0) {
			this.subscriptions.delete(token);
			return;
		}
		this.subscriptions.set(token, types);
		if (types.has('task')) this.sendRunning();
		for (const task of this.tasks.all()) {
			if (!this.typesFor(task).size) continue;
			if (types.has('summary')) this.sendStatus(task);
			this.remember(task);
		}
	}

	/** Sends what has changed since the last time. */
	publish(): void {
		for (const task of this.tasks.all()) {
			const types = this.typesFor(task);
			if (types.size === 0) continue;
			const before = this.seen.get(task.token);
			const now = this.remember(task);
			if (types.has('task')) this.sendTransitions(task, before, now);
			if (types.has('summary') && before?.body !== now.body) this.sendStatus(task);
		}
	}

	private typesFor({ token }: SimulatedTask): ReadonlySet<string> {
		return this.subscriptions.get(token) ?? this.subscriptions.get('*') ?? new Set();
	}

	private remember(task: SimulatedTask): Seen {
		const body = this.tasks.fullStatusOf(task);
		const { completed } = body;
		const seen = { beginsAt: task.run.beginsAt, completed, body: JSON.stringify(body) };
		this.seen.set(task.token, seen);
		return seen;
	}

	private sendTransitions(task: SimulatedTask, before: Seen | undefined, now: Seen): void {
		if (!before) this.sendTask(task, 'begin');
		else if (before.beginsAt !== now.beginsAt) this.sendTask(task, 'restart');
		if (now.completed === true && before?.completed !== true) this.sendTask(task, 'end');
	}

	private sendTask({ id, name, projectId, source }: SimulatedTask, action: string): void {
		this.send({
			type: 'event',
			event: 'apaevt_task',
			id,
			body: { action, name, projectId, source },
		});
	}

	private sendRunning(): void {
		const tasks = this.tasks.all().map(({ id, projectId, source }) => ({ id, projectId, source }));
		this.send({ type: 'event', event: 'apaevt_task', body: { action: 'running', tasks } });
	}

	private sendStatus(task: SimulatedTask): void {
		const body = this.tasks.statusOfTask(task);
		this.send({ type: 'event', event: 'apaevt_status_update', id: task.id, body });
	}
}
