import { setMaxListeners } from 'node:events';

import type { TaskAnswer } from '../providers/provider';
import { mapConcurrently } from '../task/mapConcurrently';
import { resume } from '../watchList/resume';
import type { Row } from '../watchList/row';
import type { Poll } from './currentPoll';
import type { Decision } from './decide';
import { isCutOff } from './faults';
import { taskItem } from './items';
import { CONCURRENT_WRITES, GATHER_MS } from './limits';
import { putMark } from './marks';
import type { RowNews } from './sources/source';
import { tellFault } from './tell';
import { markAfter } from './verdict';

/** Takes what was decided and hands it over: news to n8n at once, then what rows are to say. */
export interface HandOver {
	add(decision: Decision): void;
	/** Rows to be written that belong to no news. */
	addRows(rows: readonly RowNews[]): void;
	/** Resumes the row's execution, if its task's end is known; whether it is. */
	addKnownEnd(row: Row): boolean;
	/** Whether something about the task waits to be handed over. */
	holds(key: string): boolean;
	/** Hands over what has come together. */
	flush(): void;
	/** Resolves when everything is written, or when there is no time left. */
	end(): Promise<void>;
}

/** A row whose execution waits, and the end of its task; null when it has been resumed. */
interface RowEnd {
	readonly row: Row;
	readonly answer: TaskAnswer | null;
}

/** Everything of one poll. */
export function createHandOver(poll: Poll): HandOver {
	const { closing } = poll.turn;
	setMaxListeners(0, closing);
	let decisions: Decision[] = [];
	let rows: RowNews[] = [];
	let ends: RowEnd[] = [];
	/** Rows whose executions are being resumed. */
	const underWay = new Set<string>();
	let timer: NodeJS.Timeout | undefined;
	let writing: Promise<void> = Promise.resolve();
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		const [decided, toWrite, toResume] = [decisions, rows, ends];
		decisions = [];
		rows = [];
		ends = [];
		if (poll.turn.isSuperseded()) return;
		const isTaken = fire(
			poll,
			decided.filter(({ isNews }) => isNews),
		);
		for (const { isNews, rows: ofTask } of decided) if (isTaken || !isNews) toWrite.push(...ofTask);
		if (toWrite.length + toResume.length === 0) return;
		writing = writing
			.then(async () => {
				const ended = await resumeAll(poll, toResume, closing);
				for (const { row } of ended) underWay.delete(generationOf(row));
				await poll.source.writeBack?.([...toWrite, ...ended], closing);
			})
			.catch(fail);
	};
	/** What there was no time for is written at the next poll. */
	const fail = (error: unknown) => {
		if (!isCutOff(error)) tellFault(poll, 'list', { error, secrets: poll.source.secrets }, false);
	};
	const addEnd = (row: Row, answer: TaskAnswer | null) => {
		const generation = generationOf(row);
		if (!underWay.has(generation)) ends.push({ row, answer });
		underWay.add(generation);
	};
	const flushSoon = () => {
		timer ??= setTimeout(() => {
			try {
				flush();
			} catch (error) {
				fail(error);
			}
		}, GATHER_MS);
	};
	return {
		add: (decision) => {
			// An end that does not count yet is none.
			const counts = !decision.isOpen || !decision.answer.task.finished;
			if (!decision.isNews && counts) note(poll, decision, false);
			decisions.push(decision);
			for (const row of decision.resumes) addEnd(row, decision.answer);
			flushSoon();
		},
		addRows: (more) => {
			rows.push(...more);
			if (more.length > 0) flushSoon();
		},
		addKnownEnd: (row) => {
			const answer =
				row.resumeUrl === null ? undefined : poll.memory.awaited.get(generationOf(row));
			if (answer === undefined) return false;
			addEnd(row, answer);
			flushSoon();
			return true;
		},
		holds: (key) => decisions.some(({ watched }) => watched.key === key),
		flush,
		end: async () => {
			flush();
			await writing;
		},
	};
}

/**
 * Fires tasks. They are noted in the same moment: n8n stores the note together with the execution, so
 * that a crash before that loses both, and the next poll finds them again.
 * @returns whether n8n has them; otherwise they go with the poll's result, since the host takes
 *   nothing before
 */
function fire(poll: Poll, news: readonly Decision[]): boolean {
	if (news.length === 0) return true;
	const { includeRaw } = poll.configuration.options;
	const items = news.map(({ answer, watched }) =>
		taskItem(
			answer,
			watched.rows.filter(({ resumeUrl }) => resumeUrl === null),
			includeRaw,
		),
	);
	for (const decision of news) note(poll, decision, true);
	try {
		poll.context.__emit([items]);
		return true;
	} catch {
		poll.untaken.push(...items);
		poll.turn.stop();
		return false;
	}
}

function note(
	{ memory: { marks }, data, clock }: Poll,
	{ watched, answer }: Decision,
	isFired: boolean,
) {
	const before = marks.get(watched.key);
	const keepsStart = watched.provider.restartKeepsStart === true;
	const mark = markAfter(answer.task, before, isFired, clock.now(), keepsStart);
	if (mark !== undefined && mark !== before) putMark(marks, data, watched.key, mark);
}

/** Resumes executions; each row is resumed once, also if it cannot be marked. */
async function resumeAll(
	poll: Poll,
	waiting: readonly RowEnd[],
	signal: AbortSignal,
): Promise<readonly RowNews[]> {
	const { context, configuration, memory, source } = poll;
	const { includeRaw, requestTimeoutMs } = configuration.options;
	return await mapConcurrently(waiting, CONCURRENT_WRITES, async ({ row, answer }) => {
		const generation = generationOf(row);
		// What it may say of an earlier try is over.
		if (answer === null) return { row, answer, message: null, isClosed: true };
		const bases = source.resumeBases ?? [];
		const { json } = taskItem(answer, [row], includeRaw);
		const address = row.resumeUrl ?? '';
		const end = await resume(context, address, bases, json, requestTimeoutMs, signal);
		memory.awaited.set(generation, end.kind === 'later' ? answer : null);
		const message = end.kind === 'resumed' ? {} : { message: end.message };
		return { row, answer, ...message, isClosed: end.kind !== 'later' };
	});
}

/** What tells a row from the same one that was added again. */
function generationOf({ id, addedAt }: Row): string {
	return `${id}:${addedAt}`;
}
