import { createListLooker } from '../look/listLook';
import type { Sessions } from '../look/sessions';
import type { Advice, Source } from '../look/source';
import type { Watched } from '../look/watched';
import type { TriggerMemory } from '../state/memory';

/** The source of tasks that are known from the beginning of a poll. */
export function fixedList(
	tasks: readonly Watched[],
	whenEmpty: Advice,
	{ sessions, maxConcurrency, memory }: SourceTools,
): Source {
	const look = createListLooker(sessions, maxConcurrency, memory);
	return {
		hasBaseline: false,
		whenEmpty: () => whenEmpty,
		look: async (round) => {
			const { findings, ...rest } = await look(tasks, round);
			return {
				...rest,
				sightings: findings.flatMap((finding) =>
					finding.kind === 'seen' ? [{ answer: finding.answer }] : [],
				),
				faults: findings.flatMap((finding) => (finding.kind === 'fault' ? [finding.fault] : [])),
			};
		},
	};
}

/** What every source is made with. */
export interface SourceTools {
	readonly sessions: Sessions;
	readonly maxConcurrency: number;
	readonly memory: TriggerMemory;
}
