import type { Poll } from './currentPoll';
import { note } from './decide';
import type { Decision } from './decide';
import { isCutOff } from './faults';
import { taskItem } from './items';
import { GATHER_MS } from './limits';
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
	const { source, turn } = poll;
	let decisions = new Map<string, Decision>();
	let rows = new Map<number, RowNews>();
	let timer: NodeJS.Timeout | undefined;
	let writing: Promise<void> | null = null;
	const addRows = (more: readonly RowNews[]) => {
		// A list may be read again before what it is to say is written: an end is told with its words.
		for (const one of more) if (!rows.get(one.row.id)?.isClosed) rows.set(one.row.id, one);
	};
	/** What there was no time for is written at the next poll. */
	const fail = (error: unknown) => {
		if (isCutOff(error)) return;
		poll.thrown ??= tellFault(poll, 'list', { error, secrets: source.secrets });
	};
	/** One batch after the other: what comes meanwhile waits, and only its latest counts. */
	const write = async () => {
		while (rows.size > 0 && !turn.isSuperseded) {
			const batch = [...rows.values()];
			rows = new Map();
			await source.writeBack?.(batch, turn.closing).catch(fail);
		}
		writing = null;
	};
	const flush = () => {
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
			const { watched, answer, isNews, isOpen } = decision;
			// An end that does not count yet is none.
			const counts = !isOpen || !answer.task.finished;
			if (!isNews && counts) note(poll, watched, answer.task, false);
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
