import { TaskRequestError } from '../task/errors';
import { describeJson } from '../task/json';

/**
 * A text without the blanks around it.
 * @param label the parameter's name in the panel
 * @throws {TaskRequestError} kind `input` for anything else, such as an expression that finds nothing
 */
export function readText(given: unknown, label: string): string {
	if (typeof given === 'string') return given.trim();
	throw new TaskRequestError('input', `${label} must be a text, not ${describeJson(given)}`, {
		description: `Change ${label} in the node's parameters: what its expression gives is no text.`,
	});
}
