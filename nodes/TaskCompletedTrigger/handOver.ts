import { generationOf } from '../watchList/row';
import type { Poll } from './currentPoll';
import { note } from './decide';
import type { Decision } from './decide';
import { isCutOff } from './faults';
import { taskItem } from './items';
import { GATHER_MS } from './limits';
import { noteAnswer, serverOf } from './memory';
import type { RowNews } from './sources/source';
import { tellFault } from './tell';

/** Takes what was decided and hands it over: news to n8n at once, then what rows are to say. */
export interface HandOver {
	add(decision: Decision): void;
	/** Rows to be written that belong to no news. */
	addRows(rows: readonly RowNews[]): void;
	/** Hands over what has come together. */
	flush(): void;
	/** Resolves when everything is written, or when there is no time left. */
	end(): Promise<void>;
}

/** Everything of one poll. */
export function createHandOver(poll: Poll): HandOver {
	const { source, turn, memory } = poll;
	const news = new Map<string, Decision>();
	let rows = new Map<number, RowNews>();
	let timer: NodeJS.Timeout | undefined;
	let writing: Promise<void> | null = null;
	/**
	 * The first words of an end count, also if they cannot be written before the list is read again, or
	 * before an answer comes that was on its way.
	 */
	const take = (more: readonly RowNews[]) => {
		for (const { row, ...found } of more) {
			const generation = generationOf(row);
			const words = memory.closings.get(generation) ?? found;
			if (words.isClosed) memory.closings.set(generation, words);
			rows.set(row.id, { ...words, row });
		}
	};
	/** What there was no time for is written at the next poll. */
	const fail = (error: unknown) => {
		if (isCutOff(error)) return;
		poll.thrown ??= tellFault(poll, 'rows', { error, secrets: source.secrets });
	};
	/** One batch after the other: what comes meanwhile waits, and only its latest counts. */
	const write = async () => {
		while (rows.size > 0 && !turn.isSuperseded) {
			// Ends first: a row is marked in the poll that told it.
			const batch = [...rows.values()].sort((a, b) => Number(b.isClosed) - Number(a.isClosed));
			rows = new Map();
			const isWritten = await source.writeBack?.(batch, turn.closing).catch(fail);
			if (isWritten === true) noteAnswer(serverOf(memory, 'rows'));
		}
		writing = null;
	};
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		if (turn.isSuperseded) return;
		const decided = [...news.values()];
		news.clear();
		try {
			if (fire(poll, decided)) for (const one of decided) take(one.rows);
		} catch (error) {
			fail(error);
		}
		if (rows.size > 0) writing ??= write();
	};
	const flushSoon = () => {
		timer ??= setTimeout(flush, GATHER_MS);
	};
	return {
		add: (decision) => {
			const { watched, answer, isNews, isOpen } = decision;
			// What was found first counts; the next look finds the rest.
			if (news.has(watched.key)) return;
			if (!isOpen) poll.ended.add(watched.key);
			if (isNews) {
				news.set(watched.key, decision);
			} else {
				// An end that does not count yet is none.
				if (!isOpen || !answer.task.finished) note(poll, watched, answer.task, false);
				take(decision.rows);
			}
			flushSoon();
		},
		addRows: (more) => {
			take(more);
			if (more.length > 0) flushSoon();
		},
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
	const items = news.map(({ answer, watched: { rows } }) => {
		const fired = rows.filter(({ resumeUrl }) => resumeUrl === null);
		return taskItem(answer, fired, includeRaw);
	});
	for (const { watched, answer } of news) note(poll, watched, answer.task, true);
	try {
		poll.context.__emit([items]);
		return true;
	} catch {
		poll.untaken.push(...items);
		poll.turn.stop();
		return false;
	}
}
