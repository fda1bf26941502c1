import type { Deadline } from '../../../task/deadline';
import type { JsonRecord } from '../../../task/json';

interface Question {
	readonly resolve: (status: JsonRecord) => void;
	readonly reject: (error: Error) => void;
}

/** The questions that wait for an answer, by the task they are about. */
export class Questions {
	private readonly waiting = new Map<string, Question[]>();

	/** The only task ever asked about; null once there are several. */
	private soleTask: string | null | undefined;

	get taskUuids(): readonly string[] {
		return [...this.waiting.keys()];
	}

	get isEmpty(): boolean {
		return this.waiting.size === 0;
	}

	/** Waits for the status of a task, until the deadline. */
	wait(taskUuid: string, deadline: Deadline): Promise<JsonRecord> {
		this.soleTask = this.soleTask === undefined || this.soleTask === taskUuid ? taskUuid : null;
		return new Promise((resolve, reject) => {
			const question: Question = { resolve, reject };
			const others = this.waiting.get(taskUuid);
			if (others === undefined) this.waiting.set(taskUuid, [question]);
			else others.push(question);
			deadline.onEnd((error) => {
				this.withdraw(taskUuid, question);
				reject(error);
			});
		});
	}

	/** Answers all questions about a task; answers about others are ignored. */
	answer(taskUuid: string, status: JsonRecord): void {
		for (const { resolve } of this.take(taskUuid)) resolve(status);
	}

	/** Fails the questions of the one task this is about, if there has never been another. */
	failSole(error: Error): void {
		if (typeof this.soleTask === 'string') this.fail(this.soleTask, error);
	}

	/** Fails the questions about one task. */
	fail(taskUuid: string, error: Error): void {
		for (const { reject } of this.take(taskUuid)) reject(error);
	}

	failAll(error: Error): void {
		for (const taskUuid of this.taskUuids) this.fail(taskUuid, error);
	}

	private take(taskUuid: string): readonly Question[] {
		const questions = this.waiting.get(taskUuid) ?? [];
		this.waiting.delete(taskUuid);
		return questions;
	}

	private withdraw(taskUuid: string, question: Question): void {
		const others = this.waiting.get(taskUuid)?.filter((other) => other !== question) ?? [];
		if (others.length > 0) this.waiting.set(taskUuid, others);
		else this.waiting.delete(taskUuid);
	}
}
