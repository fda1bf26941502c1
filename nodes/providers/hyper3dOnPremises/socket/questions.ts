import type { Deadline } from '../../../task/deadline';
import type { JsonRecord } from '../../../task/json';
import { canonicalUuid } from '../fields';

interface Question {
	/** As it was given. */
	readonly taskUuid: string;
	readonly resolve: (status: JsonRecord) => void;
	readonly reject: (error: Error) => void;
}

/** The questions that wait for an answer, by the task they are about. */
export class Questions {
	private readonly waiting = new Map<string, Set<Question>>();

	/** Each task that is waited for, as the first question named it. */
	get taskUuids(): readonly string[] {
		return [...this.waiting.values()].flatMap(([first]) => first?.taskUuid ?? []);
	}

	get isEmpty(): boolean {
		return this.waiting.size === 0;
	}

	/** Waits for the status of a task, until the deadline. */
	wait(taskUuid: string, deadline: Deadline): Promise<JsonRecord> {
		const key = canonicalUuid(taskUuid);
		return new Promise((resolve, reject) => {
			const question: Question = { taskUuid, resolve, reject };
			this.waiting.set(key, (this.waiting.get(key) ?? new Set()).add(question));
			deadline.onEnd((error) => {
				const others = this.waiting.get(key);
				if (others?.delete(question) && others.size === 0) this.waiting.delete(key);
				reject(error);
			});
		});
	}

	/** Answers all questions about a task; false when nobody asked. */
	answer(taskUuid: string, status: JsonRecord): boolean {
		const key = canonicalUuid(taskUuid);
		const questions = this.waiting.get(key);
		this.waiting.delete(key);
		for (const { resolve } of questions ?? []) resolve(status);
		return questions !== undefined;
	}

	failAll(error: Error): void {
		const questions = [...this.waiting.values()].flatMap((those) => [...those]);
		this.waiting.clear();
		for (const { reject } of questions) reject(error);
	}
}
