import type { IPollFunctions } from 'n8n-workflow';

import { readCommonOptions } from '../panel/commonOptions';
import type { CommonOptions } from '../panel/commonOptions';
import { readChoice, readNumber } from '../panel/readValue';
import { TaskRequestError } from '../task/errors';
import { isRecord } from '../task/json';
import { MS_PER_SECOND } from '../task/limits';
import { TASK_STATES } from '../task/states';
import type { TaskState } from '../task/states';
import { DEFAULT_CHECK_INTERVAL_SECONDS } from './limits';

const WATCHES = ['taskList', 'json', 'watchList', 'allTasks'] as const;

/** The node's parameters, checked; those of a single kind of source are read by that. */
export interface Configuration {
	readonly watch: (typeof WATCHES)[number];
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
	const interval = context.getNodeParameter('checkInterval', DEFAULT_CHECK_INTERVAL_SECONDS);
	const given: unknown = context.getNodeParameter('options', {});
	return {
		watch: readChoice(context.getNodeParameter('watch', 'taskList'), 'Watch', WATCHES),
		states: readStates(context.getNodeParameter('states', [])),
		checkIntervalMs: readNumber(interval, 'Check Interval', 0) * MS_PER_SECOND,
		options: readCommonOptions(isRecord(given) ? given : {}),
	};
}

function readStates(given: unknown): ReadonlySet<TaskState> {
	const words: readonly unknown[] = Array.isArray(given) ? given : [];
	const states = words.map((word) => readChoice(word, 'States', TASK_STATES));
	if (states.length > 0) return new Set(states);
	throw new TaskRequestError('input', 'No state is chosen, so nothing would ever fire', {
		description: 'Choose one or more states under States.',
	});
}
