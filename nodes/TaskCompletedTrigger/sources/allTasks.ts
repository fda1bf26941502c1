import type { TaskProvider } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import type { Source } from '../look/source';
import type { SourceTools } from './fixedList';

/** Every task of the provider's server. What had ended before is no news. */
export function allTasks(provider: TaskProvider, { sessions }: SourceTools): Source {
	return {
		hasBaseline: true,
		whenEmpty: () => ({
			message: `${provider.displayName} has no task at the moment`,
			description: 'Start a task, then test again. An active workflow waits for tasks by itself.',
		}),
		look: async ({ signal }) => {
			const session = await sessions.open(provider);
			if (session.listTasks === undefined) throw cannotList(provider);
			const { answers, faults } = await session.listTasks(signal);
			const known = { provider: provider.name, secrets: session.secretsOf(null), isSingle: true };
			return {
				sightings: answers.map((answer) => ({ answer })),
				faults: faults.map((error) => ({ ...known, error })),
				watched: answers.length + faults.length,
				missed: 0,
				// New tasks may appear at any time.
				isOpen: true,
			};
		},
	};
}

function cannotList({ displayName }: TaskProvider): TaskRequestError {
	return new TaskRequestError('configuration', `${displayName} cannot list its tasks`, {
		description: 'Set Watch to Task List, Tasks From JSON or Watch List.',
	});
}
