import type { TaskState } from '../../../task/states';

/** One list of words in the credential. */
export interface WordList {
	/** The field of the credential. */
	readonly field: string;
	readonly displayName: string;
	readonly state: TaskState;
	/** The words common in the field, to be edited. */
	readonly common: string;
}

/** The lists of the credential, in the order of its panel. */
export const WORD_LISTS: readonly WordList[] = [
	{
		field: 'doneWords',
		displayName: 'Done Words',
		state: 'succeeded',
		common: 'done, completed, complete, succeeded, success, finished, ready',
	},
	{
		field: 'runningWords',
		displayName: 'Running Words',
		state: 'running',
		common: 'running, processing, in_progress, in progress, started, working, active',
	},
	{
		field: 'queuedWords',
		displayName: 'Queued Words',
		state: 'queued',
		common: 'queued, pending, waiting, created, submitted, accepted, scheduled',
	},
	{
		field: 'failedWords',
		displayName: 'Failed Words',
		state: 'failed',
		common: 'failed, failure, error, errored, timeout, timed_out, expired, rejected',
	},
	{
		field: 'canceledWords',
		displayName: 'Canceled Words',
		state: 'canceled',
		common: 'canceled, cancelled, aborted, stopped',
	},
	{
		field: 'actionRequiredWords',
		displayName: 'Action Required Words',
		state: 'actionRequired',
		common: 'action_required, requires_action, paused',
	},
];
