import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { createRedactor } from '../../task/redact';
import type { Task } from '../../task/task';

/**
 * Tokens of tasks (`tk_`) and of pipelines (`pk_`) open a pipeline to anybody, and a status can hold
 * them in plain text: in `notes`, in URLs (captured: wire/rocketride/http_running.json).
 */
const TOKENS = /(?<![A-Za-z0-9])(tk|pk)_[\w-]+/g;

type Mask = (text: string) => string;

/**
 * Masks every token and every given secret.
 * @param secrets further texts to mask, e.g. the API key and a task token of another form
 */
export function createMask(secrets: readonly string[]): Mask {
	const redact = createRedactor(secrets);
	return (text) => maskKnown(redact(text));
}

/** The same JSON with its texts masked, wherever they stand. */
export function maskJson(value: unknown, mask: Mask): unknown {
	if (typeof value === 'string') return mask(value);
	if (Array.isArray(value)) return value.map((entry) => maskJson(entry, mask));
	return isRecord(value) ? maskRecord(value, mask) : value;
}

/** The task with everything masked that the server wrote. */
export function maskTask(task: Task, mask: Mask): Task {
	const { message, failure, warning, details } = task;
	return {
		...task,
		message: message === null ? null : mask(message),
		failure: failure === null ? null : { ...failure, message: mask(failure.message) },
		warning: warning === null ? null : { ...warning, message: mask(warning.message) },
		details: maskRecord(details, mask),
	};
}

function maskRecord(record: JsonRecord, mask: Mask): JsonRecord {
	// A secret that is an everyday word must not rename fields, only a token.
	return Object.fromEntries(
		Object.entries(record).map(([key, entry]) => [maskKnown(key), maskJson(entry, mask)]),
	);
}

function maskKnown(text: string): string {
	return text.replace(TOKENS, '$1_***');
}
