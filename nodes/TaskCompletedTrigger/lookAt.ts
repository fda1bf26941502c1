import type { TaskAnswer, TaskList, TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { mapConcurrently } from '../task/mapConcurrently';
import type { Channel } from './channel';
import type { Poll } from './currentPoll';
import { isCutOff, isHopeless, noteAnswer, tooSlow } from './faults';
import type { Fault } from './faults';
import { HOPELESS_FAULTS } from './limits';
import { healthOf } from './memory';
import { listTasks } from './sessions';
import type { Watched } from './sources/source';

/** What came of a look at tasks of one provider. */
export interface Look {
	answered: number;
	readonly faults: Fault[];
}

/** What becomes of what a look finds. */
export interface Findings {
	take(watched: Watched, answer: TaskAnswer): void;
	/** Every task of a server. */
	takeAll(provider: TaskProvider, list: TaskList): Promise<void>;
	/** A task that could not be looked at. */
	fail(watched: Watched, fault: Fault): void;
}

/** Looks at tasks of one provider, at most as many at a time as it allows. */
export async function lookAt(
	poll: Poll,
	channel: Channel,
	tasks: readonly Watched[],
	findings: Findings,
): Promise<Look> {
	const { provider, asking } = channel;
	const { turn, memory, occasion } = poll;
	const look: Look = { answered: 0, faults: [] };
	const isFirst = channel.looks++ === 0;
	const isTest = occasion.kind === 'manual';
	const health = healthOf(memory, provider.name);
	const inTurn = rotated(tasks, health.next);
	health.next = null;
	for (const { key } of inTurn) asking.add(key);
	await mapConcurrently(inTurn, channel.free, async (watched) => {
		channel.free--;
		if (turn.signal.aborted || (!isTest && isVain(look))) health.next ??= watched.key;
		else await ask(poll, channel, watched, look, findings);
		channel.free++;
		asking.delete(watched.key);
	});
	const isUnanswered = look.answered + look.faults.length === 0;
	if (isFirst && isUnanswered && turn.signal.aborted && !turn.isSuperseded) {
		look.faults.push({ error: tooSlow(provider.displayName), secrets: [] });
	}
	return look;
}

/** The tasks beginning with the one that is next, so that each has its turn; then the others. */
function rotated(tasks: readonly Watched[], next: string | null): readonly Watched[] {
	const start = next === null ? 0 : tasks.findIndex(({ key }) => key === next);
	return start <= 0 ? tasks : [...tasks.slice(start), ...tasks.slice(0, start)];
}

async function ask(
	{ sessions, memory, turn, clock }: Poll,
	channel: Channel,
	watched: Watched,
	look: Look,
	findings: Findings,
): Promise<void> {
	const { provider } = channel;
	const { key, ref } = watched;
	const health = healthOf(memory, provider.name);
	let secrets: readonly string[] = [];
	try {
		const session = await sessions.open(provider);
		secrets = session.secretsOf(ref);
		const answer =
			ref === null
				? await listTasks(session, turn.signal)
				: await session.getTask(ref, turn.signal);
		look.answered++;
		channel.hasAnswered = true;
		noteAnswer(health);
		if ('answers' in answer) {
			look.faults.push(...answer.faults.map((error) => ({ error, secrets })));
			await findings.takeAll(provider, answer);
			return;
		}
		const { retryAfterMs } = answer;
		if (retryAfterMs === undefined) memory.resting.delete(key);
		else memory.resting.set(key, clock.now() + retryAfterMs);
		findings.take(watched, answer);
	} catch (error) {
		if (isCutOff(error)) {
			health.next ??= key;
			return;
		}
		const retryAfterMs = error instanceof TaskRequestError ? (error.retryAfterMs ?? 0) : 0;
		health.notBefore = Math.max(health.notBefore, clock.now() + retryAfterMs);
		look.faults.push({ error, secrets });
		findings.fail(watched, { error, secrets });
	}
}

/** Whether to ask for more is pointless: the provider answers nobody. */
function isVain({ answered, faults }: Look): boolean {
	if (answered > 0) return false;
	return faults.length >= HOPELESS_FAULTS || faults.some(({ error }) => isHopeless(error));
}
