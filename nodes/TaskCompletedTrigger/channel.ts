import type { TaskProvider } from '../providers/provider';
import type { Fault } from './faults';

/** What one provider is doing in a poll; each has its own pace and its own faults. */
export interface Channel {
	readonly provider: TaskProvider;
	/** How many more requests may be under way. */
	free: number;
	/** The tasks that are being asked for, or have their turn soon. */
	readonly asking: Set<string>;
	/** How many looks have begun, and when the last one did (ms since 1970). */
	looks: number;
	lookedAt: number;
	/** Whether it answered in this poll. */
	hasAnswered: boolean;
	/** What somebody has to mend: nothing more is expected of it in this poll. */
	refusal: Fault | null;
}

/** The channel of a provider, made when it is first needed. */
export function channelOf(
	channels: Map<TaskProvider, Channel>,
	provider: TaskProvider,
	maxConcurrency: number,
): Channel {
	let channel = channels.get(provider);
	if (channel === undefined) {
		channel = {
			provider,
			free: Math.min(maxConcurrency, provider.maxConcurrency),
			asking: new Set(),
			looks: 0,
			lookedAt: 0,
			hasAnswered: false,
			refusal: null,
		};
		channels.set(provider, channel);
	}
	return channel;
}
