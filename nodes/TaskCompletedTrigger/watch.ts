import { setImmediate } from 'node:timers/promises';

import { toNodeError } from '../host/toNodeError';
import type { TaskProvider } from '../providers/provider';
import type { Poll } from './currentPoll';
import { knownEnds } from './decide';
import { isCutOff, isPermanent, tooSlow } from './faults';
import { createFindings } from './findings';
import { createHandOver } from './handOver';
import type { HandOver } from './handOver';
import { SHORTEST_PAUSE_MS } from './limits';
import { freeAt, lookAt } from './lookAt';
import { pruneMarks } from './marks';
import { noteAnswer, serverOf } from './memory';
import type { Reading, Watched } from './sources/source';
import { tellFault, tellLook } from './tell';

/**
 * Looks again and again until the poll's time is over, at each provider at its own pace: one that is
 * silent delays nothing of another. What is found is handed over at once.
 */
export async function watch(poll: Poll): Promise<void> {
	const { clock, occasion, configuration } = poll;
	const isOnce = occasion.kind === 'activation' || configuration.checkIntervalMs === 0;
	const handOver = createHandOver(poll);
	const findings = createFindings(poll, handOver);
	const looks = new Set<Promise<void>>();
	const look = (provider: TaskProvider, tasks: readonly Watched[]) => {
		const looking = lookAt(poll, provider, tasks, findings).then((found) => {
			tellLook(poll, provider.name, found);
			looks.delete(looking);
			// News that nothing more is to be waited for with.
			if (looks.size === 0) handOver.flush();
		});
		looks.add(looking);
	};
	try {
		for (let isFirst = true, goesOn = true; goesOn; isFirst = false) {
			const startedAt = clock.now();
			const reading = await read(poll, isFirst);
			if (reading !== null) begin(poll, reading, handOver, look);
			if (isOnce) break;
			goesOn = !isDone(poll, reading, looks) && (await pause(poll, startedAt));
		}
		await Promise.all(looks);
	} finally {
		await handOver.end();
	}
}

/** A list that cannot be read is a fault like any other. */
async function read(poll: Poll, isFirst: boolean): Promise<Reading | null> {
	const { source, turn, memory } = poll;
	try {
		const reading = await source.read(turn.signal);
		// With thousands of tasks what follows takes a while: others have their turn before it.
		await setImmediate();
		noteAnswer(serverOf(memory, 'list'));
		return reading;
	} catch (thrown) {
		if (isCutOff(thrown) && (!isFirst || turn.isSuperseded)) return null;
		const error = isCutOff(thrown) ? tooSlow('n8n') : thrown;
		poll.thrown ??= tellFault(poll, 'list', { error, secrets: source.secrets });
		if (isPermanent(error)) turn.stop();
		return null;
	}
}

/** Begins the looks that are due. */
function begin(
	poll: Poll,
	reading: Reading,
	handOver: HandOver,
	look: (provider: TaskProvider, tasks: readonly Watched[]) => void,
): void {
	tellBroken(poll, reading, handOver);
	for (const [provider, tasks] of reading.watched) {
		const open = tasks.filter((watched) => isOpen(poll, watched, handOver));
		if (open.length > 0 && isDue(poll, provider)) look(provider, open);
	}
	pruneMarks(poll.memory.marks, poll.data, [...reading.watched.values()].flat());
}

function isDue(poll: Poll, provider: TaskProvider): boolean {
	const now = poll.clock.now();
	const { refusal, notBefore, askedAt } = serverOf(poll.memory, provider.name);
	if (refusal !== null || poll.turn.signal.aborted || freeAt(poll, provider) <= 0) return false;
	return now >= notBefore && now - askedAt >= provider.minPollIntervalMs;
}

/** Whether a task is to be asked for; what is known already is handed over without asking. */
function isOpen(poll: Poll, watched: Watched, handOver: HandOver): boolean {
	const { memory, clock, ended } = poll;
	const { key, provider, rows } = watched;
	if (serverOf(memory, provider.name).asking.has(key)) return false;
	if ((memory.resting.get(key) ?? 0) > clock.now()) return false;
	if (rows.length === 0) return !ended.has(key);
	const known = knownEnds(poll, watched);
	handOver.addRows(known);
	return known.length < rows.length;
}

/** Entries and rows whose task cannot be told concern nobody else. */
function tellBroken(poll: Poll, { broken }: Reading, handOver: HandOver): void {
	const node = poll.context.getNode();
	const entry = broken.find(({ row }) => row === null);
	if (entry !== undefined) {
		poll.thrown ??= tellFault(poll, 'entries', { error: entry.error, secrets: [] });
	}
	for (const { row, error } of broken) {
		if (row === null) continue;
		const { message } = toNodeError(node, error, []);
		handOver.addRows([{ row, answer: null, message, isClosed: false }]);
	}
}

/** Whether nothing more is expected of any task; where tasks are added meanwhile there is no end. */
function isDone(
	{ configuration: { watch }, memory, ended }: Poll,
	reading: Reading | null,
	looks: ReadonlySet<unknown>,
): boolean {
	if (watch === 'watchList' || reading === null || looks.size > 0) return false;
	return [...reading.watched].every(
		([{ name }, tasks]) =>
			serverOf(memory, name).refusal !== null || tasks.every(({ key }) => ended.has(key)),
	);
}

/** @returns whether there is time for another look */
async function pause({ clock, configuration, turn }: Poll, startedAt: number): Promise<boolean> {
	const dueMs = configuration.checkIntervalMs - (clock.now() - startedAt);
	return await clock.sleep(Math.max(SHORTEST_PAUSE_MS, dueMs), turn.signal).then(
		() => !turn.signal.aborted,
		() => false,
	);
}
