import type { Task } from './task';

const MASK = '***';
/** Shorter texts are no secrets worth the name, and masking them would garble every message. */
const SHORTEST_SECRET = 4;

/** Replaces every secret in a text, also where it stands URL-encoded. */
export function redact(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())])
		.reduce((redacted, secret) => redacted.replaceAll(secret, MASK), text);
}

/** The task with every secret masked in the texts a provider wrote. */
export function redactTask(task: Task, secrets: readonly string[]): Task {
	return {
		...task,
		message: task.message === null ? null : redact(task.message, secrets),
		error:
			task.error === null ? null : { ...task.error, message: redact(task.error.message, secrets) },
	};
}
