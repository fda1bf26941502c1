import type { IDataObject } from 'n8n-workflow';

import { ENTRY_LENGTH } from './identity';
import { fromEntries, toEntries } from './reported';
import type { Reported } from './reported';

/** What the trigger knows from one poll to the next, across restarts. */
export interface TriggerState {
	/** What the state belongs to; a state of another configuration is forgotten. */
	readonly configuration: string;
	readonly reported: Reported;
	/**
	 * Only where every task of a server is watched: since when (ISO 8601), and whether what had
	 * ended by then has been put among the reported.
	 */
	readonly since: string | null;
	readonly hasBaseline: boolean;
}

const ENTRY = new RegExp(`^[\\w-]{${ENTRY_LENGTH}}$`);

/**
 * The state in a node's static data. Anything may stand there, also what another version wrote:
 * what does not fit, or belongs to another configuration, is as if there were nothing.
 */
export function readState(data: IDataObject, configuration: string): TriggerState {
	const { reported, since } = data;
	const fits =
		data.configuration === configuration &&
		Array.isArray(reported) &&
		reported.every((entry) => typeof entry === 'string' && ENTRY.test(entry));
	if (!fits) return { configuration, reported: new Map(), since: null, hasBaseline: false };
	return {
		configuration,
		reported: fromEntries(reported as string[]),
		since: typeof since === 'string' && !Number.isNaN(Date.parse(since)) ? since : null,
		hasBaseline: data.hasBaseline === true,
	};
}

/**
 * Puts the state into a node's static data. Each key is assigned as a whole: n8n does not notice
 * changes inside of what was assigned before.
 */
export function writeState(data: IDataObject, state: TriggerState): void {
	data.configuration = state.configuration;
	data.reported = toEntries(state.reported);
	data.since = state.since;
	data.hasBaseline = state.hasBaseline;
}
