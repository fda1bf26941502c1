import type { INodeProperties } from 'n8n-workflow';

import { includeRawProperty, optionsCollection, readCommonOptions } from '../panel/commonOptions';
import type { CommonOptions } from '../panel/commonOptions';
import { readFlag, readNumber, readText } from '../panel/readValue';
import { isRecord } from '../task/json';
import { DEFAULT_MAX_CONSECUTIVE_FAILURES } from '../task/limits';
import { providers } from '../providers';
import { PROVIDERS_WITH_FILES } from './operations/getResults.properties';

/** The node's options collection, checked. */
export interface TaskStatusOptions extends CommonOptions {
	readonly includeInputFields: boolean;
	readonly failOnTaskFailure: boolean;
	readonly maxConsecutiveFailures: number;
	/** Globs of result files, separated by commas; empty for all. */
	readonly fileFilter: string;
}

/** Providers whose tasks can succeed with a warning. */
const WARNING_PROVIDERS = providers.filter(({ canWarn }) => canWarn).map(({ name }) => name);

const STATUS_OPERATIONS = ['getStatus', 'waitForCompletion'];

/** Operations that look at the task; a watch list only notes it. */
const LOOKING_OPERATIONS = [...STATUS_OPERATIONS, 'getResults'];

const properties: INodeProperties[] = [
	{
		displayName: 'File Filter',
		name: 'fileFilter',
		type: 'string',
		default: '',
		placeholder: 'e.g. *.glb, preview.*',
		displayOptions: { show: { '/operation': ['getResults'], '/provider': PROVIDERS_WITH_FILES } },
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
			'Whether to keep the fields of the input item beside those of the task. Needed when the item goes round a loop. Fields of the task win, and a field "error" is left out: n8n would take the item for a failed one.',
	},
	{ ...includeRawProperty, displayOptions: { show: { '/operation': STATUS_OPERATIONS } } },
	{
		displayName: 'Max Consecutive Failures',
		name: 'maxConsecutiveFailures',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_MAX_CONSECUTIVE_FAILURES,
		displayOptions: { show: { '/operation': ['waitForCompletion'] } },
		description:
			'How many looks in a row may fail before the wait ends with an error. The pauses between them grow. A key that is wrong at the first look ends it at once.',
	},
	{
		displayName: 'Treat Warnings as Failure',
		name: 'treatWarningsAsFailure',
		type: 'boolean',
		default: false,
		displayOptions: {
			show: { '/operation': LOOKING_OPERATIONS, '/provider': WARNING_PROVIDERS },
		},
		description:
			'Whether a task that succeeded with a warning counts as failed, for example a pipeline some of whose items failed. Otherwise it is done, and the field "warning" says what went wrong.',
	},
];

/** The options collection of the panel, with what single providers add. */
export const optionsProperty = optionsCollection(properties, ({ name }, { displayOptions }) => ({
	show: { '/provider': [name], ...displayOptions?.show },
}));

const DEFAULTS = {
	fileFilter: '',
	includeInputFields: false,
	failOnTaskFailure: false,
	maxConsecutiveFailures: DEFAULT_MAX_CONSECUTIVE_FAILURES,
};

/**
 * The options of an item.
 * @param given the collection, evaluated for the item; an option that it lacks has its default
 * @throws {TaskRequestError} kind `input` for a value of the wrong type or a number below its least value
 */
export function readOptions(given: unknown): TaskStatusOptions {
	const chosen = isRecord(given) ? given : {};
	const all: Readonly<Record<string, unknown>> = { ...DEFAULTS, ...chosen };
	return {
		...readCommonOptions(chosen),
		fileFilter: readText(all.fileFilter, 'File Filter'),
		includeInputFields: readFlag(all.includeInputFields, 'Include Input Fields'),
		failOnTaskFailure: readFlag(all.failOnTaskFailure, 'Fail on Task Failure'),
		maxConsecutiveFailures: Math.floor(
			readNumber(all.maxConsecutiveFailures, 'Max Consecutive Failures'),
		),
	};
}
