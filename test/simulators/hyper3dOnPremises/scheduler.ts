import { randomUUID } from 'node:crypto';
import type { Namespace, Socket } from 'socket.io';
import { Answers } from './answers';
import type { ServerBehaviour, TaskBehaviour } from './behaviour';
import type { ConnectionRecord } from './connectionRecord';
import { eventArguments, misshape } from './misshape';
import { completePlan, momentOf } from './plan';
import { statusMessage, type StatusMessage } from './statusMessage';
import type { SimulatedTask, TaskStore } from './taskStore';

/** The status channel: answers `query` with `message`, and never speaks unasked. */
export class Scheduler {
	private readonly answers = new Answers();

	constructor(
		private readonly tasks: TaskStore,
		private readonly connections: ConnectionRecord,
		private readonly behaviour: () => ServerBehaviour,
	) {}

	attach(namespace: Namespace): void {
		namespace.use((socket, next) => {
			const { rejectMessage, rejectKeys } = this.behaviour();
			const concerned = rejectKeys.length === 0 || rejectKeys.includes(subscriptionOf(socket));
			next(rejectMessage && concerned ? new Error(rejectMessage) : undefined);
		});
		namespace.on('connection', (socket) => {
			socket.on('query', (taskUuid: unknown) => this.onQuery(socket, String(taskUuid)));
		});
	}

	close(): void {
		this.answers.clear();
	}

	private onQuery(socket: Socket, taskUuid: string): void {
		const asked = this.connections.count(this.connections.queries, taskUuid);
		const task = this.taskFor(socket, taskUuid);
		const behaviour: TaskBehaviour = { ...this.behaviour(), ...task?.behaviour };
		if (asked <= behaviour.dropOnFirstQueries) return dropConnection(socket);
		if (asked <= behaviour.disconnectOnFirstQueries) return void socket.disconnect(true);
		if (behaviour.silent || asked <= behaviour.ignoreFirstQueries) return;
		const message = task ? this.messageOf(task) : this.messageOfUnknown(taskUuid);
		if (message) this.answer(socket, message, behaviour);
	}

	/** That a key opens only its own subscription's tasks is our guess. */
	private taskFor(socket: Socket, taskUuid: string): SimulatedTask | undefined {
		const task = this.tasks.get(taskUuid);
		return task?.subscriptionKey === subscriptionOf(socket) ? task : undefined;
	}

	private messageOf(task: SimulatedTask): StatusMessage {
		return statusMessage(task.taskUuid, task.plan, this.tasks.momentOf(task));
	}

	private messageOfUnknown(taskUuid: string): StatusMessage | undefined {
		const { unknownUuidStatus } = this.behaviour();
		if (!unknownUuidStatus) return undefined;
		const plan = completePlan({
			finalJobStatus: unknownUuidStatus,
			finalStage: unknownUuidStatus,
			end: 'fail',
			error: 'Unknown job',
		});
		return statusMessage(taskUuid, plan, momentOf(plan, 0));
	}

	private answer(socket: Socket, message: StatusMessage, behaviour: TaskBehaviour): void {
		const send = () => {
			for (const type of behaviour.barePacketsBefore) {
				socket.conn.write(`${type}${socket.nsp.name},`);
			}
			for (let others = behaviour.othersBefore; others > 0; others -= 1) {
				socket.emit('message', ...eventArguments(messageAboutAnother(), behaviour));
			}
			socket.emit('message', ...eventArguments(misshape(message, behaviour), behaviour));
		};
		this.answers.after(behaviour.answerDelayMs, () => {
			if (behaviour.reverseAnswersWithinMs <= 0) return send();
			this.answers.reversed(socket, behaviour.reverseAnswersWithinMs, send);
		});
	}
}

function subscriptionOf(socket: Socket): string {
	return String(socket.handshake.query.subscription ?? '');
}

/** A finished task nobody asked for: taking it for an answer would be seen at once. */
function messageAboutAnother(): StatusMessage {
	const plan = completePlan({});
	return statusMessage(randomUUID(), plan, momentOf(plan, 0));
}

/** Cuts the wire, as a network does, without a word to the client. */
function dropConnection(socket: Socket): void {
	socket.conn.request.socket.destroy();
	socket.conn.close(true);
}
