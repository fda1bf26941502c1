import type { TaskSession } from '../host/openSession';
import type { TaskAnswer, TaskList, TaskProvider } from '../providers/provider';
import { TaskRequestError } from '../task/errors';
import { mapConcurrently } from '../task/mapConcurrently';
import type { Poll } from './currentPoll';
import { isCutOff, isHopeless, tooSlow } from './faults';
import type { Fault } from './faults';
import { HOPELESS_FAULTS } from './limits';
import { noteAnswer, serverOf } from './memory';
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
	takeAll(session: TaskSession, list: TaskList): void;
	/** A task that could not be looked at. */
	fail(watched: Watched, fault: Fault): void;
}

/** How many more requests may be under way at the same time. */
export function freeAt({ configuration, memory }: Poll, provider: TaskProvider): number {
	const { maxConcurrency } = configuration.options;
	return (
		Math.min(maxConcurrency, provider.maxConcurrency) - serverOf(memory, provider.name).underWay
	);
}

/** Looks at tasks of one provider, at most as many at a time as it allows. */
export async function lookAt(
	poll: Poll,
	provider: TaskProvider,
	tasks: readonly Watched[],
	findings: Findings,
): Promise<Look> {
	const { turn, occasion, memory, clock } = poll;
	const server = serverOf(memory, provider.name);
	const look: Look = { answered: 0, faults: [] };
	const isTest = occasion.kind === 'manual';
	const inTurn = rotated(tasks, server.next);
	server.next = null;
	server.askedAt = clock.now();
	for (const { key } of inTurn) server.asking.add(key);
	await mapConcurrently(inTurn, freeAt(poll, provider), async (watched) => {
		server.underWay++;
		if (turn.signal.aborted || (!isTest && isVain(look))) server.next ??= watched.key;
		else await ask(poll, watched, look, findings);
		server.underWay--;
		server.asking.delete(watched.key);
	});
	const isUnanswered = !server.hasAnswered && look.faults.length === 0;
	if (isUnanswered && turn.signal.aborted && !turn.isSuperseded) {
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
	watched: Watched,
	look: Look,
	findings: Findings,
): Promise<void> {
	const { key, provider, ref } = watched;
	const server = serverOf(memory, provider.name);
	let secrets: readonly string[] = [];
	try {
		const session = await sessions.open(provider);
		secrets = session.secretsOf(ref);
		const answer =
			ref === null ? await session.listTasks(turn.signal) : await session.getTask(ref, turn.signal);
		look.answered++;
		server.hasAnswered = true;
		noteAnswer(server);
		if ('answers' in answer) {
			look.faults.push(...answer.faults.map((error) => ({ error, secrets })));
			findings.takeAll(session, answer);
			return;
		}
		const { retryAfterMs } = answer;
		if (retryAfterMs === undefined) memory.resting.delete(key);
		else memory.resting.set(key, clock.now() + retryAfterMs);
		findings.take(watched, answer);
	} catch (error) {
		if (isCutOff(error)) {
			server.next ??= key;
			return;
		}
		const retryAfterMs = error instanceof TaskRequestError ? (error.retryAfterMs ?? 0) : 0;
		server.notBefore = Math.max(server.notBefore, clock.now() + retryAfterMs);
		look.faults.push({ error, secrets });
		findings.fail(watched, { error, secrets });
	}
}

/** Whether to ask for more is pointless: the provider answers nobody. */
function isVain({ answered, faults }: Look): boolean {
	if (answered > 0) return false;
	return faults.length >= HOPELESS_FAULTS || faults.some(({ error }) => isHopeless(error));
}
