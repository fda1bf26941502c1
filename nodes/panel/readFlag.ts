import { TaskRequestError } from '../task/errors';

/**
 * A true or false; a text such as "true", which an expression can give, is neither.
 * @param label the parameter's name in the panel
 * @throws {TaskRequestError} kind `input`
 */
export function readFlag(given: unknown, label: string): boolean {
	if (typeof given === 'boolean') return given;
	throw new TaskRequestError('input', `${label} must be true or false`, {
		description: `Change ${label} in the node's parameters: its expression must give true or false, not a text or a number.`,
	});
}
