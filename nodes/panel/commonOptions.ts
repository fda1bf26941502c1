import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { providers } from '../providers';
import type { TaskProvider } from '../providers/provider';
import {
	DEFAULT_MAX_CONCURRENCY,
	DEFAULT_REQUEST_TIMEOUT_SECONDS,
	MS_PER_SECOND,
} from '../task/limits';
import { readFlag, readNumber } from './readValue';

/** The options that both nodes have, checked. */
export interface CommonOptions {
	readonly includeRaw: boolean;
	readonly includeCandidates: boolean;
	readonly treatWarningsAsFailure: boolean;
	readonly maxConcurrency: number;
	readonly requestTimeoutMs: number;
}

export const includeRawProperty: INodeProperties = {
	displayName: 'Include Raw Response',
	name: 'includeRaw',
	type: 'boolean',
	default: false,
	description: 'Whether to add the provider\'s own answer as the field "raw"',
};

const limitProperties: INodeProperties[] = [
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1 },
		default: DEFAULT_MAX_CONCURRENCY,
		description:
			'How many requests may be under way at the same time. A provider may be asked with fewer.',
	},
	{
		displayName: 'Request Timeout (Seconds)',
		name: 'requestTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_REQUEST_TIMEOUT_SECONDS,
		description: 'How long a single request to the provider may take',
	},
];

/**
 * The options collection of a panel: what both nodes have, what the node adds, and what single
 * providers add, by name.
 * @param shownFor when an option of a provider is offered; null where it never is
 */
export function optionsCollection(
	own: readonly INodeProperties[],
	shownFor: (provider: TaskProvider, option: INodeProperties) => IDisplayOptions | null,
): INodeProperties {
	const ofProviders = providers.flatMap((provider) =>
		provider.options.flatMap((option) => {
			const displayOptions = shownFor(provider, option);
			return displayOptions === null ? [] : [{ ...option, displayOptions }];
		}),
	);
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...own, ...limitProperties, ...ofProviders].sort((one, other) =>
			one.displayName < other.displayName ? -1 : 1,
		),
	};
}

const DEFAULTS = {
	includeRaw: false,
	treatWarningsAsFailure: false,
	includeCandidates: false,
	maxConcurrency: DEFAULT_MAX_CONCURRENCY,
	requestTimeout: DEFAULT_REQUEST_TIMEOUT_SECONDS,
};

/**
 * The options that both nodes have.
 * @param given the collection, evaluated; an option that it lacks has its default
 * @throws {TaskRequestError} kind `input` for a value of the wrong type or a number below its least value
 */
export function readCommonOptions(given: Readonly<Record<string, unknown>>): CommonOptions {
	const all: Readonly<Record<string, unknown>> = { ...DEFAULTS, ...given };
	return {
		includeRaw: readFlag(all.includeRaw, 'Include Raw Response'),
		treatWarningsAsFailure: readFlag(all.treatWarningsAsFailure, 'Treat Warnings as Failure'),
		includeCandidates: readFlag(all.includeCandidates, 'Include Candidates'),
		maxConcurrency: readMaxConcurrency(all.maxConcurrency),
		requestTimeoutMs: readNumber(all.requestTimeout, 'Request Timeout') * MS_PER_SECOND,
	};
}

/** @throws {TaskRequestError} kind `input` for what is no number of at least one */
export function readMaxConcurrency(given: unknown): number {
	return Math.floor(readNumber(given, 'Max Concurrency'));
}
