import type { Clock } from '../support';
import type { ServerBehaviour } from './behaviour';
import { styled } from './bodyStyle';
import { TASK_STATE } from './moment';
import { fullStatusBody, type TaskStatusBody } from './statusBody';
import { TaskError } from './errors';
import type { NewTask, SimulatedTask, TaskStore } from './taskStore';

/** What both transports ask of the task server. */
export class TaskService {
	constructor(
		private readonly store: TaskStore,
		private readonly clock: Clock,
		private readonly behaviour: () => ServerBehaviour,
	) {}

	statusOf(token: string): TaskStatusBody {
		return this.statusOfTask(this.store.get(token));
	}

	statusOfTask(task: SimulatedTask): TaskStatusBody {
		const { bodyStyle } = { ...this.behaviour(), ...task.behaviour };
		return styled(this.fullStatusOf(task), bodyStyle);
	}

	fullStatusOf(task: SimulatedTask): TaskStatusBody {
		return fullStatusBody(task, this.clock.now());
	}

	/** Starts a task and gives its token. */
	start(newTask: NewTask): string {
		return this.store.add(newTask).taskToken;
	}

	terminate(token: string): void {
		this.store.terminate(token);
	}

	all(): SimulatedTask[] {
		return this.store.all();
	}

	/** The task of this token; undefined where the server would say that it is not running. */
	find(token: string): SimulatedTask | undefined {
		return this.store.find(token);
	}

	get(token: string): SimulatedTask {
		return this.store.get(token);
	}

	tokenOf(projectId: string, source: string): string {
		const task = this.all().find(
			(candidate) => candidate.projectId === projectId && candidate.source === source,
		);
		if (!task) throw TaskError.notRunning();
		return task.token;
	}

	/** `rrext_dashboard`'s rows: finished tasks included, no token anywhere. */
	dashboardRows(): TaskStatusBody[] {
		const nowSeconds = this.clock.now() / 1000;
		return this.all().map((task) => {
			const body = this.fullStatusOf(task);
			const { completed, startTime, endTime } = body;
			const until = completed ? Number(endTime) : nowSeconds;
			return {
				id: task.id,
				name: task.name,
				projectId: task.projectId,
				source: task.source,
				provider: 'webhook',
				launchType: 'execute',
				startTime,
				elapsedTime: until - Number(startTime),
				completed,
				status: completed ? null : body.status,
				exitCode: completed ? body.exitCode : null,
				endTime: completed ? endTime : null,
				connections: 0,
				state: body.state,
				idleTime: 0,
				ttl: 900,
				metrics: body.metrics,
				totalCount: body.totalCount,
				completedCount: body.completedCount,
				rateCount: body.rateCount,
				rateSize: body.rateSize,
			};
		});
	}

	/** `rrext_get_tasks`' rows: running tasks only, with their tokens. */
	runningRows(): TaskStatusBody[] {
		return this.all()
			.map((task) => ({ task, body: this.fullStatusOf(task) }))
			.filter(({ body }) => body.state === TASK_STATE.running)
			.map(({ task, body }) => ({
				name: task.source,
				description: 'Simulated pipeline',
				source: task.source,
				token: task.token,
				status: body.status,
				pipeline: { project_id: task.projectId, source: task.source, components: [] },
			}));
	}
}
