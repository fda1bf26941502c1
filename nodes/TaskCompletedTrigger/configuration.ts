import type { IPollFunctions } from 'n8n-workflow';

import { readCommonOptions } from '../panel/commonOptions';
import type { CommonOptions } from '../panel/commonOptions';
import { readNumber } from '../panel/readNumber';
import { findProvider, providers } from '../providers';
import type { TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { TASK_STATES } from '../task/states';
import type { TaskState } from '../task/states';
import { WATCH_LIST_CREDENTIAL } from '../watchList/properties';
import { readLocator } from '../watchList/table';
import { DEFAULT_CHECK_INTERVAL_SECONDS } from './limits';
import { shortHash } from './state/identity';

const WATCHES = ['taskList', 'json', 'watchList', 'allTasks'] as const;
const MS_PER_SECOND = 1000;
const FINGERPRINT_LENGTH = 16;

/** The node's parameters, checked. */
export type Configuration = ConfigurationBase &
	(
		| { readonly watch: 'taskList' | 'json' | 'allTasks'; readonly provider: TaskProvider }
		| { readonly watch: 'watchList' }
	);

interface ConfigurationBase {
	/** The states that are fired. */
	readonly states: ReadonlySet<TaskState>;
	/** Between two looks inside a poll; 0 looks once. */
	readonly checkIntervalMs: number;
	readonly options: CommonOptions;
	/** Changes when what has been reported does not count any more; holds no secrets. */
	readonly fingerprint: string;
}

/**
 * The configuration of the trigger.
 * @throws {TaskRequestError} kind `input` for a value that no panel offers
 */
export function readConfiguration(context: IPollFunctions): Configuration {
	const watch = readWatch(context.getNodeParameter('watch', 'taskList'));
	const base = {
		states: readStates(context.getNodeParameter('states', [])),
		checkIntervalMs:
			readNumber(
				context.getNodeParameter('checkInterval', DEFAULT_CHECK_INTERVAL_SECONDS),
				'Check Interval',
				0,
			) * MS_PER_SECOND,
		options: readCommonOptions(context.getNodeParameter('options', {}) as Record<string, unknown>),
	};
	if (watch === 'watchList') {
		const { mode, value } = readLocator(context.getNodeParameter('dataTableId', ''));
		const parts = [watch, mode, value];
		return { ...base, watch, fingerprint: fingerprint(context, parts, WATCH_LIST_CREDENTIAL) };
	}
	const provider = readProvider(context.getNodeParameter('provider', ''));
	const parts = [watch, provider.name];
	return {
		...base,
		watch,
		provider,
		fingerprint: fingerprint(context, parts, provider.credentialType),
	};
}

/**
 * What has been reported counts for one server and account. Tasks and states may be added to the
 * configuration at any time without firing the old ones again.
 */
function fingerprint(
	context: IPollFunctions,
	parts: readonly string[],
	credentialType: string,
): string {
	const credential = context.getNode().credentials?.[credentialType];
	return shortHash([...parts, credential?.id ?? ''], FINGERPRINT_LENGTH);
}

function readProvider(given: unknown): TaskProvider {
	const provider = typeof given === 'string' ? findProvider(given) : undefined;
	if (provider !== undefined) return provider;
	throw inputError('Provider', providers.map(({ name }) => name).join(', '));
}

function readWatch(given: unknown): Configuration['watch'] {
	const watch = WATCHES.find((known) => known === given);
	if (watch !== undefined) return watch;
	throw inputError('Watch', WATCHES.join(', '));
}

function readStates(given: unknown): ReadonlySet<TaskState> {
	const states = (Array.isArray(given) ? given : []).map((word: unknown) => {
		const state = TASK_STATES.find((known) => known === word);
		if (state === undefined) throw inputError('States', TASK_STATES.join(', '));
		return state;
	});
	if (states.length > 0) return new Set(states);
	throw new TaskRequestError('input', 'No state is chosen, so nothing would ever fire', {
		description: 'Choose one or more states under States.',
	});
}

function inputError(label: string, known: string): TaskRequestError {
	return new TaskRequestError('input', `${label} has a value that this node does not know`, {
		description: `Choose from the list. An expression can give: ${known}.`,
	});
}
