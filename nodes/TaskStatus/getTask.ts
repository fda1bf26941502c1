import { openSession as openProviderSession } from '../host/openSession';
import type { TaskSession } from '../host/openSession';
import type { TaskAnswer } from '../providers/provider';
import { failOnWarning } from '../task/task';
import type { Run, Turn } from './turn';

/** Opens the session of the provider that the author has chosen. */
export async function openSession(
	{ context, provider }: Run,
	requestTimeoutMs: number,
): Promise<TaskSession> {
	return await openProviderSession(context, provider, requestTimeoutMs);
}

/** The item's task, with a warning as a failure where the author wants that. */
export async function getTask(
	{ session, options, ref }: Turn,
	signal: AbortSignal,
): Promise<TaskAnswer> {
	const answer = await session.getTask(ref, signal);
	return options.treatWarningsAsFailure ? { ...answer, task: failOnWarning(answer.task) } : answer;
}
