import type { Deadline } from '../../../task/deadline';
import type { JsonRecord } from '../../../task/json';

interface Question {
	readonly resolve: (status: JsonRecord) => void;
	readonly reject: (error: Error) => void;
}

/** The questions that wait for an answer, by the task they are about. */
export class Questions {
	private readonly waiting = new Map<string, Set<Question>>();

	/** The only task ever asked about; null once there are several. */
	private soleTask: string | null | undefined;

	get taskUuids(): readonly string[] {
		return [...this.waiting.keys()];
	}

	get isEmpty(): boolean {
		return this.waiting.size === 0;
	}

	/** Waits for the status of a task, until the deadline. */
	async wait(taskUuid: string, deadline: Deadline): Promise<JsonRecord> {
		this.soleTask = this.soleTask === undefined || this.soleTask === taskUuid ? taskUuid : null;
		return await new Promise((resolve, reject) => {
			const question: Question = { resolve, reject };
			const questions = this.waiting.get(taskUuid) ?? new Set();
			this.waiting.set(taskUuid, questions.add(question));
			deadline.onEnd((error) => {
				questions.delete(question);
				if (questions.size === 0 && this.waiting.get(taskUuid) === questions) {
					this.waiting.delete(taskUuid);
				}
				reject(error);
			});
		});
	}

	/** Answers all questions about a task; answers about others are ignored. */
	answer(taskUuid: string, status: JsonRecord): void {
		this.take(taskUuid).forEach((question) => question.resolve(status));
	}

	/** Fails the questions of the one task this is about, if there has never been another. */
	failSole(error: Error): void {
		if (typeof this.soleTask === 'string') this.fail(this.soleTask, error);
	}

	/** Fails the questions about one task. */
	fail(taskUuid: string, error: Error): void {
		this.take(taskUuid).forEach((question) => question.reject(error));
	}

	failAll(error: Error): void {
		for (const taskUuid of this.taskUuids) this.fail(taskUuid, error);
	}

	private take(taskUuid: string): ReadonlySet<Question> {
		const questions = this.waiting.get(taskUuid) ?? new Set();
		this.waiting.delete(taskUuid);
		return questions;
	}
}
