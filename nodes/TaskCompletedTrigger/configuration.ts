import type { IPollFunctions } from 'n8n-workflow';

import { readCommonOptions } from '../panel/commonOptions';
import type { CommonOptions } from '../panel/commonOptions';
import { readProvider } from '../panel/providerProperty';
import { readChoice, readFlag, readNumber } from '../panel/readValue';
import type { TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { TASK_STATES } from '../task/states';
import type { TaskState } from '../task/states';
import { isRecord } from '../task/json';
import { readLocator } from '../watchList/table';
import type { TableLocator } from '../watchList/table';
import { DEFAULT_CHECK_INTERVAL_SECONDS } from './limits';

const WATCHES = ['taskList', 'json', 'watchList', 'allTasks'] as const;
const MS_PER_SECOND = 1000;

/** The node's parameters, checked. */
export type Configuration = ProviderConfiguration | WatchListConfiguration;

interface ProviderConfiguration extends ConfigurationBase {
	readonly watch: 'taskList' | 'json' | 'allTasks';
	readonly provider: TaskProvider;
}

/** Where the watch list is, and what is watched of it. */
export interface WatchListConfiguration extends ConfigurationBase {
	readonly watch: 'watchList';
	readonly table: TableLocator;
	readonly createTable: boolean;
	/** Whose rows are watched. */
	readonly providers: ReadonlySet<TaskProvider>;
	/** Whether rows that are done with are removed instead of marked. */
	readonly deleteReported: boolean;
}

interface ConfigurationBase {
	/** The states that are fired. */
	readonly states: ReadonlySet<TaskState>;
	/** Between two looks inside a poll; 0 looks once. */
	readonly checkIntervalMs: number;
	readonly options: CommonOptions;
}

/**
 * The configuration of the trigger.
 * @throws {TaskRequestError} kind `input` for a value that no panel offers, or none where one is needed
 */
export function readConfiguration(context: IPollFunctions): Configuration {
	const watch = readChoice(context.getNodeParameter('watch', 'taskList'), 'Watch', WATCHES);
	const interval = context.getNodeParameter('checkInterval', DEFAULT_CHECK_INTERVAL_SECONDS);
	const given: unknown = context.getNodeParameter('options', {});
	const options = isRecord(given) ? given : {};
	const base = {
		states: readStates(context.getNodeParameter('states', [])),
		checkIntervalMs: readNumber(interval, 'Check Interval', 0) * MS_PER_SECOND,
		options: readCommonOptions(options),
	};
	if (watch !== 'watchList') {
		return { ...base, watch, provider: readProvider(context.getNodeParameter('provider', '')) };
	}
	return {
		...base,
		watch,
		table: readLocator(context.getNodeParameter('dataTableId', '')),
		createTable: readFlag(context.getNodeParameter('createTable', false), 'Create Table'),
		providers: readListProviders(context.getNodeParameter('listProviders', [])),
		deleteReported: readFlag(options.deleteReported ?? false, 'Delete Reported'),
	};
}

function readListProviders(given: unknown): ReadonlySet<TaskProvider> {
	const chosen = new Set((Array.isArray(given) ? given : []).map(readProvider));
	if (chosen.size > 0) return chosen;
	throw new TaskRequestError('input', 'No provider is chosen, so no row would ever be watched', {
		description: 'Choose one or more under Providers.',
	});
}

function readStates(given: unknown): ReadonlySet<TaskState> {
	const words: readonly unknown[] = Array.isArray(given) ? given : [];
	const states = words.map((word) => readChoice(word, 'States', TASK_STATES));
	if (states.length > 0) return new Set(states);
	throw new TaskRequestError('input', 'No state is chosen, so nothing would ever fire', {
		description: 'Choose one or more states under States.',
	});
}
