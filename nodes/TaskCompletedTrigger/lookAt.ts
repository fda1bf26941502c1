import type { TaskAnswer, TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { mapConcurrently } from '../task/mapConcurrently';
import type { Poll } from './currentPoll';
import type { Channel } from './channel';
import { decide } from './decide';
import { isCutOff, isHopeless, isPermanent, noteAnswer, tooSlow } from './faults';
import type { Fault } from './faults';
import type { HandOver } from './handOver';
import { HOPELESS_FAULTS } from './limits';
import { healthOf } from './memory';
import type { Watched } from './sources/source';
import { tellFault, warnOf } from './tell';
import { toPollError } from './throwable';

/** What came of a look at tasks of one provider. */
interface Look {
	answered: number;
	readonly faults: Fault[];
}

/**
 * Looks at tasks of one provider and hands over what follows. A fault of single tasks, while others
 * are answered, concerns those alone: their rows say so.
 */
export async function lookAt(
	poll: Poll,
	channel: Channel,
	tasks: readonly Watched[],
	handOver: HandOver,
): Promise<void> {
	const { provider } = channel;
	const look: Look = { answered: 0, faults: [] };
	const isFirst = channel.looks++ === 0;
	const health = healthOf(poll.memory, provider.name);
	const inTurn = rotated(tasks, health.next);
	health.next = null;
	for (const { key } of inTurn) channel.asking.add(key);
	await mapConcurrently(inTurn, channel.free, async (watched) => {
		channel.free--;
		if (poll.turn.signal.aborted || isVain(look)) health.next ??= watched.key;
		else await ask(poll, channel, watched, look, handOver);
		channel.free++;
		channel.asking.delete(watched.key);
	});
	const isUnanswered = look.answered + look.faults.length === 0;
	if (isFirst && isUnanswered && poll.turn.signal.aborted && !poll.turn.isSuperseded()) {
		look.faults.push({ error: tooSlow(provider.displayName), secrets: [] });
	}
	judgeLook(poll, channel, look);
}

/** The tasks beginning with the one that is next, so that each has its turn; then the others. */
function rotated(tasks: readonly Watched[], next: string | null): readonly Watched[] {
	const start = next === null ? 0 : tasks.findIndex(({ key }) => key === next);
	return start <= 0 ? tasks : [...tasks.slice(start), ...tasks.slice(0, start)];
}

async function ask(
	poll: Poll,
	channel: Channel,
	watched: Watched,
	look: Look,
	handOver: HandOver,
): Promise<void> {
	const { provider } = channel;
	const { sessions, memory, turn } = poll;
	const health = healthOf(memory, provider.name);
	let secrets: readonly string[] = [];
	try {
		const session = await sessions.open(provider);
		secrets = session.secretsOf(watched.ref);
		const answer = await session.getTask(watched.ref, turn.signal);
		look.answered++;
		channel.hasAnswered = true;
		noteAnswer(health);
		noteRest(poll, watched, answer);
		take(poll, watched, answer, handOver);
	} catch (error) {
		if (isCutOff(error)) {
			health.next ??= watched.key;
			return;
		}
		look.faults.push({ error, secrets });
		noteRetryAfter(poll, provider, error);
		const { message } = toPollError(poll.context.getNode(), error, secrets);
		handOver.addRows(watched.rows.map((row) => ({ row, answer: null, message, isClosed: false })));
	}
}

/** Notes how long a provider asks to be left alone, also beyond this poll. */
export function noteRetryAfter(
	{ memory, clock }: Poll,
	{ name }: TaskProvider,
	error: unknown,
): void {
	const retryAfterMs = error instanceof TaskRequestError ? (error.retryAfterMs ?? 0) : 0;
	const health = healthOf(memory, name);
	health.notBefore = Math.max(health.notBefore, clock.now() + retryAfterMs);
}

/** Notes how long a provider that has answered asks to be left alone about one task. */
function noteRest({ memory, clock }: Poll, { key }: Watched, { retryAfterMs }: TaskAnswer): void {
	if (retryAfterMs === undefined) memory.resting.delete(key);
	else memory.resting.set(key, clock.now() + retryAfterMs);
}

/** Takes an answer for a task: decides what it means, and has it handed over. */
export function take(poll: Poll, watched: Watched, answer: TaskAnswer, handOver: HandOver): void {
	const decision = decide(poll, watched, answer);
	if (answer.task.state !== 'notFound') poll.memory.seen.add(watched.key);
	if (!decision.isOpen) poll.ended.add(watched.key);
	handOver.add(decision);
}

/** Whether to ask for more is pointless: the provider answers nobody. */
function isVain({ answered, faults }: Look): boolean {
	if (answered > 0) return false;
	return faults.length >= HOPELESS_FAULTS || faults.some(({ error }) => isHopeless(error));
}

/** Tells a fault that is the provider's own; one it answered others in spite of is not. */
export function judgeLook(poll: Poll, channel: Channel, { answered, faults }: Look): void {
	const { provider } = channel;
	if (answered > 0 || faults.length === 0) {
		warnOf(poll, faults);
		return;
	}
	const fault = faults.find(({ error }) => isPermanent(error)) ?? faults[0];
	if (fault === undefined) return;
	// Somebody has to act: until the next poll nothing will change.
	if (isPermanent(fault.error)) channel.refusal = fault;
	if (poll.occasion.kind === 'activation') return;
	tellFault(poll, provider.name, fault, poll.channels.size === 1);
}
