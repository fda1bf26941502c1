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
	/** Whether something about the task waits to be handed over. */
	holds(key: string): boolean;
	/** Hands over what has come together. */
	flush(): void;
	/** Resolves when everything is written, or when there is no time left. */
	end(): Promise<void>;
}

/** Everything of one poll. */
export function createHandOver(poll: Poll): HandOver {
	const { source, turn, memory } = poll;
	let decisions = new Map<string, Decision>();
	let rows = new Map<number, RowNews>();
	let timer: NodeJS.Timeout | undefined;
	let writing: Promise<void> | null = null;
	/** The first words of an end count, also if they cannot be written before the list is read again. */
	const keepEnds = (news: readonly RowNews[]) => {
		for (const { row, ...words } of news) {
			const generation = generationOf(row);
			if (words.isClosed && !memory.closings.has(generation))
				memory.closings.set(generation, words);
		}
	};
	const addRows = (more: readonly RowNews[]) => {
		keepEnds(more);
		for (const one of more) if (!rows.get(one.row.id)?.isClosed) rows.set(one.row.id, one);
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
			const written = source.writeBack?.(batch, turn.closing);
			await written?.then(() => noteAnswer(serverOf(memory, 'rows')), fail);
		}
		writing = null;
	};
	const handOver = () => {
		clearTimeout(timer);
		timer = undefined;
		const decided = [...decisions.values()];
		decisions = new Map();
		if (turn.isSuperseded) return;
		const news = decided.filter(({ isNews }) => isNews);
		const isTaken = fire(poll, news);
		for (const { isNews, rows: ofTask } of decided) if (isTaken || !isNews) addRows(ofTask);
		if (rows.size > 0) writing ??= write();
	};
	const flush = () => {
		try {
			handOver();
		} catch (error) {
			fail(error);
		}
	};
	const flushSoon = () => {
		timer ??= setTimeout(flush, GATHER_MS);
	};
	return {
		add: (decision) => {
			const { watched, answer, isNews, isOpen } = decision;
			// An end that does not count yet is none.
			const counts = !isOpen || !answer.task.finished;
			if (!isNews && counts) note(poll, watched, answer.task, false);
			if (!isNews) keepEnds(decision.rows);
			decisions.set(watched.key, decision);
			flushSoon();
		},
		addRows: (more) => {
			addRows(more);
			if (more.length > 0) flushSoon();
		},
		holds: (key) => decisions.has(key),
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
	const items = news.map(({ answer, watched: { rows } }) =>
		taskItem(
			answer,
			rows.filter(({ resumeUrl }) => resumeUrl === null),
			includeRaw,
		),
	);
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
