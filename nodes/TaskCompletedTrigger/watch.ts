import { toNodeError } from '../host/toNodeError';
import { channelOf } from './channel';
import type { Channel } from './channel';
import type { Poll } from './currentPoll';
import { knownEnds } from './decide';
import { isCutOff, isPermanent, noteAnswer, tooSlow } from './faults';
import { createFindings } from './findings';
import { createHandOver } from './handOver';
import type { HandOver } from './handOver';
import { JITTER, SHORTEST_PAUSE_MS } from './limits';
import { lookAt } from './lookAt';
import { pruneMarks } from './marks';
import { healthOf } from './memory';
import type { Reading, Watched } from './sources/source';
import { tellFault, tellLook } from './tell';

/**
 * Looks again and again until the poll's time is over, at each provider at its own pace: one that is
 * silent delays nothing of another. What is found is handed over at once.
 */
export async function watch(poll: Poll): Promise<void> {
	const handOver = createHandOver(poll);
	const findings = createFindings(poll, handOver);
	const looks = new Set<Promise<void>>();
	const look = (channel: Channel, tasks: readonly Watched[]) => {
		channel.lookedAt = poll.clock.now();
		const looking = lookAt(poll, channel, tasks, findings).then((found) => {
			tellLook(poll, channel, found);
			looks.delete(looking);
			// News that nothing more is to be waited for with.
			if (looks.size === 0) handOver.flush();
		});
		looks.add(looking);
	};
	try {
		for (let goesOn = true; goesOn;) {
			const startedAt = poll.clock.now();
			const reading = await read(poll);
			if (reading !== null) begin(poll, reading, handOver, look);
			if (isOnce(poll)) await Promise.all(looks);
			goesOn = !isOnce(poll) && !isDone(poll, reading, looks) && (await pause(poll, startedAt));
		}
		await Promise.all(looks);
	} finally {
		await handOver.end();
	}
}

function isOnce({ occasion, configuration }: Poll): boolean {
	return occasion.kind === 'activation' || configuration.checkIntervalMs === 0;
}

/** A list that cannot be read is a fault like any other. */
async function read(poll: Poll): Promise<Reading | null> {
	try {
		const reading = await poll.source.read(poll.turn.signal);
		noteAnswer(healthOf(poll.memory, 'list'));
		return reading;
	} catch (thrown) {
		if (isCutOff(thrown) && (poll.channels.size > 0 || poll.turn.isSuperseded)) return null;
		const error = isCutOff(thrown) ? tooSlow('n8n') : thrown;
		poll.thrown ??= tellFault(poll, 'list', { error, secrets: poll.source.secrets });
		if (isPermanent(error)) poll.turn.stop();
		return null;
	}
}

/** Begins the looks that are due. */
function begin(
	poll: Poll,
	reading: Reading,
	handOver: HandOver,
	look: (channel: Channel, tasks: readonly Watched[]) => void,
): void {
	const { memory, data, configuration, channels } = poll;
	const { maxConcurrency } = configuration.options;
	tellBroken(poll, reading, handOver);
	for (const [provider, tasks] of reading.watched) {
		const channel = channelOf(channels, provider, maxConcurrency);
		const open = openTasks(poll, channel, tasks, handOver);
		if (open.length > 0 && isDue(poll, channel)) look(channel, open);
	}
	const keys = [...reading.watched.values()].flat().map(({ key }) => key);
	pruneMarks(memory.marks, data, new Set(keys));
}

function isDue(
	{ memory, clock, turn }: Poll,
	{ provider, refusal, free, lookedAt }: Channel,
): boolean {
	const now = clock.now();
	if (refusal !== null || free <= 0 || turn.signal.aborted) return false;
	const { notBefore } = healthOf(memory, provider.name);
	return now >= notBefore && now - lookedAt >= provider.minPollIntervalMs;
}

/** The tasks that are to be asked for; what is known already is handed over without asking. */
function openTasks(
	poll: Poll,
	{ asking }: Channel,
	tasks: readonly Watched[],
	handOver: HandOver,
): readonly Watched[] {
	return tasks.filter((watched) => {
		if (asking.has(watched.key) || handOver.holds(watched.key)) return false;
		if ((poll.memory.resting.get(watched.key) ?? 0) > poll.clock.now()) return false;
		if (watched.rows.length === 0) return !poll.ended.has(watched.key);
		const known = knownEnds(poll, watched);
		handOver.addRows(known);
		return known.length < watched.rows.length;
	});
}

/** Entries and rows whose task cannot be told concern nobody else. */
function tellBroken(poll: Poll, { broken }: Reading, handOver: HandOver): void {
	const node = poll.context.getNode();
	const [entry] = broken.filter(({ row }) => row === null);
	if (entry !== undefined) {
		poll.thrown ??= tellFault(poll, 'entries', { error: entry.error, secrets: [] });
	}
	const rows = broken.flatMap(({ row, error }) => {
		const { message } = toNodeError(node, error, []);
		return row === null ? [] : [{ row, answer: null, message, isClosed: false }];
	});
	handOver.addRows(rows);
}

/** Whether nothing more is expected of any task; where tasks are added meanwhile there is no end. */
function isDone(
	{ configuration: { watch }, channels, ended }: Poll,
	reading: Reading | null,
	looks: ReadonlySet<unknown>,
): boolean {
	if (watch === 'watchList' || reading === null || looks.size > 0) return false;
	const isOver = ({ key, provider }: Watched) =>
		ended.has(key) || (channels.get(provider)?.refusal ?? null) !== null;
	return [...reading.watched.values()].flat().every(isOver);
}

/** @returns whether there is time for another look */
async function pause({ clock, configuration, turn }: Poll, startedAt: number): Promise<boolean> {
	const tookMs = clock.now() - startedAt;
	const dueMs = configuration.checkIntervalMs * (1 - JITTER * Math.random()) - tookMs;
	return await clock.sleep(Math.max(SHORTEST_PAUSE_MS, dueMs), turn.signal).then(
		() => !turn.signal.aborted,
		() => false,
	);
}
