import { TaskRequestError } from '../task/errors';

/**
 * A number of at least `least`, also when an expression gave it as text.
 * @param label the parameter's name in the panel
 * @throws {TaskRequestError} kind `input`
 */
export function readNumber(given: unknown, label: string, least = 1): number {
	const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
	if (typeof number === 'number' && Number.isFinite(number) && number >= least) return number;
	throw new TaskRequestError('input', `${label} must be a number of at least ${least}`, {
		description: `Change ${label} in the node's parameters.`,
	});
}
