import type { Task } from './task';

const MASK = '***';
/** Shorter texts are no secrets worth the name, and masking them would garble every message. */
const SHORTEST_SECRET = 4;
/** Shorter ones would have base64 forms that an ordinary word can hold. */
const SHORTEST_SECRET_IN_BASE64 = 8;

/**
 * Replaces every secret in a text, also where it stands with its blanks folded, URL-encoded, as a
 * form's value, escaped within JSON, or within base64.
 */
export function redact(text: string, secrets: readonly string[]): string {
	return createRedactor(secrets)(text);
}

/** As {@link redact}, for many texts: the forms in which the secrets can stand are found once. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
	const forms = secrets.filter(({ length }) => length >= SHORTEST_SECRET).flatMap(formsOf);
	// The longest first: masking a secret that another one begins with would leave the rest of that
	// one readable.
	forms.sort((one, other) => other.length - one.length);
	return (text) => forms.reduce((masked, form) => masked.replaceAll(form, MASK), text);
}

function formsOf(secret: string): readonly string[] {
	const wellFormed = secret.toWellFormed();
	const encoded = [
		encodeURIComponent(wellFormed),
		new URLSearchParams([['', wellFormed]]).toString().slice(1),
	];
	const json = JSON.stringify(secret).slice(1, -1);
	return [
		...new Set([
			secret,
			secret.replace(/\s+/g, ' '),
			...encoded,
			...encoded.map((form) => form.replace(/%../g, (code) => code.toLowerCase())),
			json,
			json.replaceAll('/', '\\/'),
			...base64FormsOf(secret),
		]),
	];
}

/**
 * What a secret becomes within base64, which depends on how many bytes stand before it ("user:" in
 * Basic authentication): only the letters that no neighbour has a part in.
 */
function base64FormsOf(secret: string): readonly string[] {
	if (secret.length < SHORTEST_SECRET_IN_BASE64) return [];
	return [0, 1, 2].flatMap((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
		const own = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)] as const;
		return [bytes.toString('base64').slice(...own), bytes.toString('base64url').slice(...own)];
	});
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
