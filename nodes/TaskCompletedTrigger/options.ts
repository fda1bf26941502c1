import type { INodeProperties } from 'n8n-workflow';

import { providers } from '../providers';
import type { ProviderOptions } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { DEFAULT_MAX_CONCURRENCY, DEFAULT_REQUEST_TIMEOUT_SECONDS } from '../task/limits';

/** The options collection of the trigger, checked. */
export interface TriggerOptions extends ProviderOptions {
	readonly includeRaw: boolean;
	readonly maxConcurrency: number;
	readonly requestTimeoutMs: number;
}

const properties: INodeProperties[] = [
	{
		displayName: 'Include Raw Response',
		name: 'includeRaw',
		type: 'boolean',
		default: false,
		description: 'Whether to add the provider\'s own answer as the field "raw"',
	},
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_MAX_CONCURRENCY,
		description:
			'How many requests may be under way at the same time. A provider may be asked with fewer.',
	},
	{
		displayName: 'Request Timeout',
		name: 'requestTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_REQUEST_TIMEOUT_SECONDS,
		description: 'How many seconds a single request may take',
	},
];

/** The options collection of the panel, with what single providers add. */
export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...properties,
		...providers.flatMap((provider) =>
			provider.options.map((option) => ({
				...option,
				displayOptions: { hide: { '/provider': namesOfOthers(provider.name) } },
			})),
		),
	].sort((one, other) => one.displayName.localeCompare(other.displayName)),
};

/**
 * All providers but one. What one provider needs is hidden for the others instead of shown for it:
 * so it also shows with the watch list, where no single provider is chosen.
 */
export function namesOfOthers(name: string): string[] {
	return providers.filter((provider) => provider.name !== name).map((provider) => provider.name);
}

/**
 * The options of the trigger.
 * @throws {TaskRequestError} kind `input` for a number below its least value
 */
export function readOptions(given: Readonly<Record<string, unknown>>): TriggerOptions {
	const { maxConcurrency = DEFAULT_MAX_CONCURRENCY } = given;
	const { requestTimeout = DEFAULT_REQUEST_TIMEOUT_SECONDS } = given;
	return {
		includeRaw: given.includeRaw === true,
		treatWarningsAsFailure: given.treatWarningsAsFailure === true,
		maxConcurrency: Math.floor(atLeastOne(maxConcurrency, 'Max Concurrency')),
		requestTimeoutMs: atLeastOne(requestTimeout, 'Request Timeout') * 1000,
	};
}

function atLeastOne(given: unknown, label: string): number {
	const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
	if (typeof number === 'number' && Number.isFinite(number) && number >= 1) return number;
	throw new TaskRequestError('input', `${label} must be a number of at least 1`, {
		description: `Change ${label} in the options.`,
	});
}
