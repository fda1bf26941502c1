import type { INodeProperties } from 'n8n-workflow';

import { TaskRequestError } from '../../task/errors';
import type { TaskRef } from '../../task/task';
import { readIdentifier } from '../shared/identifier';
import { isUrl } from './address';
import type { Description, Identifier } from './description';

/** The panel's field of an identifier; its default is where the submit answer has it. */
export function fieldOf(identifier: Identifier): INodeProperties {
	const { name, displayName, options, from, placeholder, description, hint } = identifier;
	const texts = {
		...(placeholder !== undefined && { placeholder }),
		...(description !== undefined && { description }),
		...(hint !== undefined && { hint }),
	};
	if (options === undefined) {
		const expression = from === undefined ? '' : `={{ $json.${from} }}`;
		return { name, displayName, type: 'string', default: expression, required: true, ...texts };
	}
	const choices = options.map((option) => ({ name: option.name, value: option.value }));
	const first = options[0]?.value ?? '';
	return { name, displayName, type: 'options', options: choices, default: first, ...texts };
}

/**
 * The reference of a task of a described service.
 * @throws {TaskRequestError} kind `input`
 */
export function readRef(
	{ identifiers }: Pick<Description, 'identifiers'>,
	given: Readonly<Record<string, unknown>>,
): TaskRef {
	return Object.fromEntries(
		identifiers.map((identifier) => [
			identifier.name,
			identifier.options === undefined
				? readText(identifier, given[identifier.name])
				: readChoice(identifier, given[identifier.name]),
		]),
	);
}

function readText({ displayName, isUrl: mayBeUrl }: Identifier, given: unknown): string {
	const value = readIdentifier(given, displayName);
	if (mayBeUrl !== 'only' || isUrl(value)) return value;
	throw new TaskRequestError('input', `${displayName} is not an address`, {
		description: `Fill in the ${displayName} whole, as the answer of the request that started the task has it.`,
	});
}

function readChoice({ displayName, options = [] }: Identifier, given: unknown): string {
	if (given === undefined || given === null || given === '') return options[0]?.value ?? '';
	const option = options.find(({ value }) => value === given);
	if (option !== undefined) return option.value;
	throw new TaskRequestError('input', `${displayName} has a value that is not in its list`, {
		description: `Choose one of: ${options.map(({ value }) => value).join(', ')}.`,
	});
}
