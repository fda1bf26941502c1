import { isRecord } from '../../task/json';
import type { JsonRecord } from '../../task/json';
import { createRedactor } from '../../task/redact';

/**
 * Tokens of tasks (`tk_`) and of pipelines (`pk_`) open a pipeline to anybody, and a status can hold
 * them in plain text: in `notes`, in URLs (captured: wire/rocketride/http_running.json).
 */
const TOKENS = /(?<![A-Za-z0-9])(tk|pk)_[\w-]+/g;

/**
 * The same JSON with every token and every given secret masked, wherever it stands; the very same
 * value if it holds none.
 * @param secrets further texts to mask, e.g. the API key and a task token of another form
 */
export function maskTokens(value: unknown, secrets: readonly string[]): unknown {
	const redact = createRedactor(secrets);
	// A secret that only begins like a token would lose its beginning, and its rest not be found.
	const odd = secrets.filter((secret) => secret.replace(TOKENS, '') !== '');
	const redactOdd = createRedactor(odd);
	// Tokens of the known form next, so that it stays visible what stood there.
	const mask: Mask = (text) => redact(maskKnown(redactOdd(text)));
	return holdsSecret(value, mask) ? maskTexts(value, mask) : value;
}

type Mask = (text: string) => string;

/** Nearly no status holds one, and to look through it takes a fraction of copying it. */
function holdsSecret(value: unknown, mask: Mask): boolean {
	if (typeof value === 'string') return mask(value) !== value;
	if (Array.isArray(value)) return value.some((entry) => holdsSecret(entry, mask));
	if (!isRecord(value)) return false;
	return Object.keys(value).some((key) => maskKnown(key) !== key || holdsSecret(value[key], mask));
}

function maskTexts(value: unknown, mask: Mask): unknown {
	if (typeof value === 'string') return mask(value);
	if (Array.isArray(value)) return value.map((entry) => maskTexts(entry, mask));
	if (!isRecord(value)) return value;
	// A secret that is an everyday word must not rename the fields themselves.
	const entries = Object.entries(value).map(([key, entry]) => [
		maskKnown(key),
		maskTexts(entry, mask),
	]);
	return Object.fromEntries(entries) as JsonRecord;
}

function maskKnown(text: string): string {
	// Nearly no text has one, and looking for two characters takes a tenth of the time.
	return text.includes('k_') ? text.replace(TOKENS, '$1_***') : text;
}
