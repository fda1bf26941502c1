import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { createRedactor } from '../../task/redact';

/**
 * Tokens of tasks (`tk_`) and of pipelines (`pk_`) open a pipeline to anybody, and a status can hold
 * them in plain text: in `notes`, in URLs (captured: wire/rocketride/http_running.json).
 */
const TOKENS = /(?<![A-Za-z0-9])(tk|pk)_[\w-]+/g;
const WHOLE_TOKEN = /^(?:tk|pk)_[\w-]+$/;

/**
 * The same JSON with every token and every given secret masked, wherever it stands; the very same
 * value if it holds none.
 * @param secrets further texts to mask, e.g. the API key and a task token of another form
 */
export function maskTokens(value: unknown, secrets: readonly string[]): unknown {
	const redact = createRedactor(secrets);
	// A secret that only begins like a token would lose its beginning, and its rest not be found.
	const odd = secrets.filter((secret) => !WHOLE_TOKEN.test(secret));
	const redactOdd = createRedactor(odd);
	// Tokens of the known form next, so that it stays visible what stood there.
	const mask: Mask = (text) => redact(maskKnown(redactOdd(text)));
	return masked(value, mask);
}

type Mask = (text: string) => string;

/** Copies only what holds a secret: to copy a status takes longer than to look through it. */
function masked(value: unknown, mask: Mask): unknown {
	if (typeof value === 'string') return mask(value);
	if (Array.isArray(value)) return maskedList(value, mask);
	return isRecord(value) ? maskedRecord(value, mask) : value;
}

function maskedList(list: readonly unknown[], mask: Mask): readonly unknown[] {
	let copy: unknown[] | undefined;
	list.forEach((entry, index) => {
		const safe = masked(entry, mask);
		if (safe !== entry) (copy ??= [...list])[index] = safe;
	});
	return copy ?? list;
}

function maskedRecord(record: JsonRecord, mask: Mask): JsonRecord {
	let copy: JsonRecord | undefined;
	let renamed = false;
	for (const key of Object.keys(record)) {
		const entry = record[key];
		const safe = masked(entry, mask);
		if (safe !== entry) (copy ??= { ...record })[key] = safe;
		if (maskKnown(key) !== key) renamed = true;
	}
	return renamed ? withSafeKeys(copy ?? record) : (copy ?? record);
}

/** A secret that is an everyday word must not rename fields, only a token. */
function withSafeKeys(record: JsonRecord): JsonRecord {
	return Object.fromEntries(Object.entries(record).map(([key, entry]) => [maskKnown(key), entry]));
}

function maskKnown(text: string): string {
	// Nearly no text has one, and looking for two or three characters takes a tenth of the time.
	const mayHold = text.includes('k_') && (text.includes('tk_') || text.includes('pk_'));
	return mayHold ? text.replace(TOKENS, '$1_***') : text;
}
