import { TaskRequestError } from '../../task/errors';
import { describeJson } from '../../task/json';
import { MAX_IDENTIFIER_LENGTH } from '../../task/limits';

const CONTROL_CHARACTERS = /\p{Cc}/u;
/** URL parsers resolve these as "here" and "one up", even when they are percent-encoded. */
const DOT_SEGMENTS: ReadonlySet<string> = new Set(['.', '..']);

/**
 * An identifier as a provider gets it: text, trimmed. Its form is not judged, since providers
 * document forms that their servers do not keep.
 * @param label the parameter's name in the panel
 * @throws {TaskRequestError} kind `input` when it is missing, no text, too long or has line breaks
 */
export function readIdentifier(given: unknown, label: string): string {
	const identifier = readOptionalIdentifier(given, label);
	if (identifier === '') {
		throw new TaskRequestError('input', `${label} is empty`, {
			description: `Fill in the ${label} which the provider returned when the task was started. An expression that finds nothing also gives an empty value.`,
		});
	}
	return identifier;
}

/** As {@link readIdentifier}, but a missing value is the empty text. */
export function readOptionalIdentifier(given: unknown, label: string): string {
	if (given === undefined || given === null) return '';
	if (typeof given !== 'string' && typeof given !== 'number') {
		throw new TaskRequestError('input', `${label} must be a text, but is ${describeJson(given)}`, {
			description: `Let the expression point at the ${label} itself, not at the object around it.`,
		});
	}
	const identifier = String(given).trim();
	if (CONTROL_CHARACTERS.test(identifier) || !identifier.isWellFormed()) {
		throw new TaskRequestError('input', `${label} contains line breaks or control characters`, {
			description: `Copy the ${label} again: it is one line of text.`,
		});
	}
	if (DOT_SEGMENTS.has(identifier) || identifier.length > MAX_IDENTIFIER_LENGTH) {
		throw new TaskRequestError('input', `${label} cannot be an identifier of a task`, {
			description: `Fill in the ${label} which the provider returned when the task was started.`,
		});
	}
	return identifier;
}
