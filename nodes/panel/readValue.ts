import { TaskRequestError } from '../task/errors';
import { describeJson } from '../task/json';

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

/**
 * One of the choices that a list offers.
 * @param label the parameter's name in the panel
 * @param nameOf a choice as the parameter's value
 * @throws {TaskRequestError} kind `input` for any other value
 */
export function readChoice<Choice>(
	given: unknown,
	label: string,
	choices: readonly Choice[],
	nameOf: (choice: Choice) => string = String,
): Choice {
	const choice = choices.find((one) => nameOf(one) === given);
	if (choice !== undefined) return choice;
	throw new TaskRequestError('input', `${label} has a value that this node does not know`, {
		description: `Choose from the list. An expression can give: ${choices.map(nameOf).join(', ')}.`,
	});
}
