import type { Task } from './task';

const MASK = '***';
/** Shorter texts are no secrets worth the name, and masking them would garble every message. */
const SHORTEST_SECRET = 4;
const ONE_FORM = /^[\w.-]+$/;

/** Replaces every secret in a text, also where it stands URL-encoded or with its blanks folded. */
export function redact(text: string, secrets: readonly string[]): string {
	return createRedactor(secrets)(text);
}

/** As {@link redact}, for many texts: the forms in which the secrets can stand are found once. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
	const forms: string[] = [];
	for (const secret of secrets) {
		if (secret.length < SHORTEST_SECRET) continue;
		for (const form of formsOf(secret)) insertByLength(forms, form);
	}
	return (text) => {
		let redacted = text;
		for (const form of forms) {
			// Nearly no text holds one, and to look takes a fraction of replacing.
			if (redacted.includes(form)) redacted = redacted.replaceAll(form, MASK);
		}
		return redacted;
	};
}

/** Nearly every secret is made of characters that stand for themselves everywhere. */
function formsOf(secret: string): readonly string[] {
	if (ONE_FORM.test(secret)) return [secret];
	const encoded = encodeURIComponent(secret.toWellFormed());
	return [...new Set([secret, encoded, secret.replace(/\s+/g, ' ')])];
}

/**
 * The longest first: masking a secret that another one begins with would leave the rest of that one
 * readable. For two or three texts `sort` takes longer than all the masking.
 */
function insertByLength(forms: string[], form: string): void {
	const shorter = forms.findIndex((other) => other.length < form.length);
	forms.splice(shorter === -1 ? forms.length : shorter, 0, form);
}

/** The task with every secret masked in the texts a provider wrote; the same one if there is none. */
export function redactTask(task: Task, secrets: readonly string[]): Task {
	const { message, failure, warning } = task;
	if (message === null && failure === null && warning === null) return task;
	const mask = createRedactor(secrets);
	const masked = {
		message: message === null ? null : mask(message),
		failure: failure === null ? null : maskReason(failure, mask),
		warning: warning === null ? null : maskReason(warning, mask),
	};
	const same =
		masked.message === message && masked.failure === failure && masked.warning === warning;
	return same ? task : { ...task, ...masked };
}

function maskReason<Reason extends { readonly code: string | null; readonly message: string }>(
	reason: Reason,
	mask: (text: string) => string,
): Reason {
	const code = reason.code === null ? null : mask(reason.code);
	const message = mask(reason.message);
	return code === reason.code && message === reason.message ? reason : { ...reason, code, message };
}
