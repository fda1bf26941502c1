import type { TriggerMemory } from '../state/memory';
import { lookAtTasks } from './lookAtTasks';
import type { Finding } from './lookAtTasks';
import type { Sessions } from './sessions';
import type { Round } from './source';
import { distinct, rotated } from './watched';
import type { Watched } from './watched';

/** One look at a list, and what is left of it for this poll. */
export interface ListLook {
	readonly findings: readonly Finding[];
	readonly watched: number;
	readonly missed: number;
	/** Whether a task may still come to its end in this poll. */
	readonly isOpen: boolean;
}

/**
 * Looks at lists of tasks, one after the other in a poll. A task that has ended is not looked at
 * again in this poll. When there is no time for all, the next look begins where this one stopped.
 */
export function createListLooker(
	sessions: Sessions,
	maxConcurrency: number,
	memory: TriggerMemory,
): (tasks: readonly Watched[], round: Round) => Promise<ListLook> {
	const ended = new Set<string>();
	return async (tasks, round) => {
		const watched = distinct(tasks);
		const open = watched.filter(({ key }) => !ended.has(key));
		const turn = rotated(open, memory.nextKey);
		const findings = await lookAtTasks(turn, sessions, maxConcurrency, round);
		for (const finding of findings) {
			if (finding.kind === 'seen' && finding.answer.task.finished) ended.add(finding.watched.key);
		}
		const missed = findings.filter(({ kind }) => kind === 'missed');
		memory.nextKey = firstMissed(turn, missed);
		return {
			findings,
			watched: watched.length,
			missed: missed.length,
			isOpen: open.some(({ key }) => !ended.has(key)),
		};
	};
}

function firstMissed(turn: readonly Watched[], missed: readonly Finding[]): string | null {
	const keys = new Set(missed.map(({ watched }) => watched.key));
	return turn.find(({ key }) => keys.has(key))?.key ?? null;
}
