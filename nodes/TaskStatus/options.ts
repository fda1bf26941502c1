import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { providers } from '../providers';
import { TaskRequestError } from '../task/errors';
import {
	DEFAULT_MAX_CONCURRENCY,
	DEFAULT_MAX_CONSECUTIVE_FAILURES,
	DEFAULT_REQUEST_TIMEOUT_SECONDS,
} from '../task/limits';

/** The node's options collection, checked. */
export interface TaskStatusOptions {
	readonly includeRaw: boolean;
	readonly includeInputFields: boolean;
	readonly failOnTaskFailure: boolean;
	readonly treatWarningsAsFailure: boolean;
	readonly includeCandidates: boolean;
	readonly maxConcurrency: number;
	readonly maxConsecutiveFailures: number;
	readonly requestTimeoutMs: number;
	/** Globs of result files, separated by commas; empty for all. */
	readonly fileFilter: string;
}

const STATUS_OPERATIONS = ['getStatus', 'waitForCompletion'];

const properties: INodeProperties[] = [
	{
		displayName: 'File Filter',
		name: 'fileFilter',
		type: 'string',
		default: '',
		placeholder: 'e.g. *.glb, preview.*',
		displayOptions: { show: { '/operation': ['getResults'] } },
		description:
			'Names of the files to return, separated by commas. * stands for any characters within a name. Empty for all.',
	},
	{
		displayName: 'Fail on Task Failure',
		name: 'failOnTaskFailure',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/operation': STATUS_OPERATIONS } },
		description:
			'Whether a task that failed, was canceled or is not found makes this node fail, instead of leaving by the Failed output',
	},
	{
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/operation': STATUS_OPERATIONS } },
		description:
			'Whether to keep the fields of the input item beside those of the task. Needed when the item goes round a loop. Fields of the task win.',
	},
	{
		displayName: 'Include Raw Response',
		name: 'includeRaw',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/operation': STATUS_OPERATIONS } },
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
		displayName: 'Max Consecutive Failures',
		name: 'maxConsecutiveFailures',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_MAX_CONSECUTIVE_FAILURES,
		displayOptions: { show: { '/operation': ['waitForCompletion'] } },
		description:
			'How many looks in a row may fail before the wait ends with an error. A wrong key ends it at once.',
	},
	{
		displayName: 'Request Timeout',
		name: 'requestTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_REQUEST_TIMEOUT_SECONDS,
		description: 'How many seconds a single request to the provider may take',
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
				displayOptions: { show: { '/provider': [provider.name], ...option.displayOptions?.show } },
			})),
		),
	].sort((one, other) => one.displayName.localeCompare(other.displayName)),
};

/**
 * The options of an execution; those of the first item hold for all.
 * @throws {TaskRequestError} kind `input` for a number below its least value
 */
export function readOptions(context: IExecuteFunctions): TaskStatusOptions {
	const given = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	return {
		fileFilter: typeof given.fileFilter === 'string' ? given.fileFilter : '',
		includeRaw: given.includeRaw === true,
		includeInputFields: given.includeInputFields === true,
		failOnTaskFailure: given.failOnTaskFailure === true,
		treatWarningsAsFailure: given.treatWarningsAsFailure === true,
		includeCandidates: given.includeCandidates === true,
		maxConcurrency: Math.floor(
			readNumber(given.maxConcurrency ?? DEFAULT_MAX_CONCURRENCY, 'Max Concurrency'),
		),
		maxConsecutiveFailures: Math.floor(
			readNumber(
				given.maxConsecutiveFailures ?? DEFAULT_MAX_CONSECUTIVE_FAILURES,
				'Max Consecutive Failures',
			),
		),
		requestTimeoutMs:
			readNumber(given.requestTimeout ?? DEFAULT_REQUEST_TIMEOUT_SECONDS, 'Request Timeout') * 1000,
	};
}

/**
 * A number of at least 1, also when an expression gave it as text.
 * @throws {TaskRequestError} kind `input`
 */
export function readNumber(given: unknown, label: string): number {
	const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
	if (typeof number === 'number' && Number.isFinite(number) && number >= 1) return number;
	throw new TaskRequestError('input', `${label} must be a number of at least 1`, {
		description: `Change ${label} in the node's parameters.`,
	});
}
