import type { TaskSession } from '../../host/openSession';
import { mapConcurrently } from '../../task/mapConcurrently';
import type { Task } from '../../task/task';
import type { TaskAnswer } from '../../providers/provider';
import { GATHER_MS } from '../limits';
import { faultClassOf, isCutOff, tooSlow } from './sight';
import type { Fault } from './sight';
import type { Round } from './source';
import type { Sessions } from './sessions';
import type { Watched } from './watched';

/** What was found for one task. */
export type Finding =
	| { readonly kind: 'seen'; readonly watched: Watched; readonly answer: TaskAnswer }
	| { readonly kind: 'fault'; readonly watched: Watched; readonly fault: Fault }
	| { readonly kind: 'missed'; readonly watched: Watched };

/**
 * Looks at tasks of any providers, each provider with its own limit. Tasks there is no time for are
 * missed; so are the others of a provider that refuses the very first ones.
 */
export async function lookAtTasks(
	tasks: readonly Watched[],
	sessions: Sessions,
	maxConcurrency: number,
	round: Round,
): Promise<readonly Finding[]> {
	const isOver = gatherUntil(round);
	const byProvider = [...new Set(tasks.map(({ provider }) => provider))];
	const findings = await Promise.all(
		byProvider.map(async (provider) => {
			const its = tasks.filter((task) => task.provider === provider);
			let refused = false;
			let answered = false;
			const limit = Math.min(maxConcurrency, provider.maxConcurrency);
			return await mapConcurrently(its, limit, async (watched): Promise<Finding> => {
				if (refused || isOver(null)) return { kind: 'missed', watched };
				const finding = await ask(watched, sessions, round, () => answered);
				if (finding.kind === 'seen') {
					answered = true;
					isOver(finding.answer.task);
				}
				if (finding.kind === 'fault' && !answered) refused = isRefusal(finding.fault);
				return finding;
			});
		}),
	);
	return findings.flat();
}

/** Says whether a round is over: its time is up, or news was found a while ago. */
function gatherUntil({ clock, signal, isNews }: Round): (found: Task | null) => boolean {
	let until = Number.POSITIVE_INFINITY;
	return (found) => {
		if (found !== null && isNews(found)) until = Math.min(until, clock.now() + GATHER_MS);
		return signal.aborted || clock.now() > until;
	};
}

function isRefusal({ error }: Fault): boolean {
	return faultClassOf(error) === 'permanent';
}

/** @param answered whether the provider has answered for another task: then it is not its fault */
async function ask(
	watched: Watched,
	sessions: Sessions,
	round: Round,
	answered: () => boolean,
): Promise<Finding> {
	const { provider, ref } = watched;
	let session: TaskSession | undefined;
	try {
		session = await sessions.open(provider);
		return { kind: 'seen', watched, answer: await session.getTask(ref, round.signal) };
	} catch (error) {
		if (isCutOff(error)) {
			return round.isFirst && !answered() ? unanswered(watched) : { kind: 'missed', watched };
		}
		const secrets = session?.secretsOf(ref) ?? [];
		return { kind: 'fault', watched, fault: { error, provider: provider.name, secrets } };
	}
}

function unanswered(watched: Watched): Finding {
	const { name, displayName } = watched.provider;
	const fault = { error: tooSlow(displayName), provider: name, secrets: [] };
	return { kind: 'fault', watched, fault };
}
