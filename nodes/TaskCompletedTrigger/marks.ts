import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { TaskProvider } from '../providers/provider';
import { TASK_STATES } from '../task/states';
import type { TaskState } from '../task/states';
import type { Task, TaskRef } from '../task/task';
import { MAX_MARKS } from './limits';

/** What is known of a task's last run. */
export interface Mark {
	/** What tells the run from others of the same task, see {@link runOf}. */
	readonly run: string;
	/** Whether its end was seen, asked for or not, and the task has not begun again since. */
	readonly ended: boolean;
	/** The states that were fired. */
	readonly fired: readonly TaskState[];
	/** When it was noted last, in ms since 1970. */
	readonly at: number;
}

/** Marks by {@link taskKey}; the one that was noted last comes last. */
export type Marks = Map<string, Mark>;

/** 96 bits: a clash among millions of tasks is out of the question. */
const KEY_LENGTH = 16;
/** 36 bits for each of a run's times; compared within one task only. */
const TIME_LENGTH = 6;
const NO_TIME = '-'.repeat(TIME_LENGTH);
const KEY = new RegExp(`^[\\w-]{${KEY_LENGTH}}$`);
/** The run, whether it has ended, the numbers of the fired states, and the time in base 36. */
const MARK = new RegExp(`^([\\w-]{${2 * TIME_LENGTH}})([01])(\\d*)\\.([0-9a-z]{1,9})$`);
const RADIX = 36;

/** A short hash. Identifiers of tasks can be secrets, so only this is ever kept. */
export function hashOf(texts: readonly string[], length = KEY_LENGTH): string {
	return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, length);
}

/** What tells a task from all others, whatever way it is asked for. */
export function taskKey(provider: TaskProvider, ref: TaskRef): string {
	return hashOf([provider.name, provider.identityOf(ref)]);
}

/** What tells this run of a task from others: its start and its end, as far as they are known. */
export function runOf({ startedAt, finishedAt }: Pick<Task, 'startedAt' | 'finishedAt'>): string {
	return [startedAt, finishedAt]
		.map((time) => (time === null ? NO_TIME : hashOf([time], TIME_LENGTH)))
		.join('');
}

/**
 * Whether what was found may be the run that a mark is of: by its start; by its end where a restart
 * keeps the start, and where the task was seen to begin again. Elsewhere an end tells nothing: some
 * APIs name the time of the last change. Nor does a time that only one of them has.
 */
export function isSameRun(mark: Mark, run: string, restartKeepsStart: boolean): boolean {
	const times: Array<[string, string]> = [[startIn(mark.run), startIn(run)]];
	if (restartKeepsStart || !mark.ended) times.unshift([endIn(mark.run), endIn(run)]);
	const known = times.find(([one, other]) => one !== NO_TIME && other !== NO_TIME);
	return known === undefined || known[0] === known[1];
}

/** All that two answers about the same run tell of it. */
export function joinRuns(known: string, found: string): string {
	const join = (a: string, b: string) => (b === NO_TIME ? a : b);
	return join(startIn(known), startIn(found)) + join(endIn(known), endIn(found));
}

function startIn(run: string): string {
	return run.slice(0, TIME_LENGTH);
}

function endIn(run: string): string {
	return run.slice(TIME_LENGTH);
}

/**
 * Merges what stands in a node's static data with what this process remembers; the later mark of a
 * task counts. n8n stores static data only together with items, and an old poll may have handed over
 * more than the data that was read when the workflow was activated anew. Anything may stand there:
 * what does not fit is left alone.
 */
export function mergeMarks(marks: Marks, data: IDataObject): void {
	for (const [key, text] of Object.entries(data)) {
		const mark = KEY.test(key) ? fromText(text) : null;
		if (mark !== null && mark.at >= (marks.get(key)?.at ?? 0)) marks.set(key, mark);
	}
	for (const [key, mark] of marks) {
		const text = toText(mark);
		if (data[key] !== text) data[key] = text;
	}
}

/** Puts a mark where both the process and n8n find it. Each key is assigned anew: n8n notices that. */
export function putMark(marks: Marks, data: IDataObject, key: string, mark: Mark): void {
	marks.delete(key);
	marks.set(key, mark);
	data[key] = toText(mark);
}

/** Forgets the oldest marks of tasks that are not watched, as far as there are too many. */
export function pruneMarks(
	marks: Marks,
	data: IDataObject,
	watched: ReadonlyArray<{ readonly key: string }>,
): void {
	if (marks.size <= MAX_MARKS) return;
	const watchedKeys = new Set(watched.map(({ key }) => key));
	for (const isDroppable of [(key: string) => !watchedKeys.has(key), () => true]) {
		for (const key of marks.keys()) {
			if (marks.size <= MAX_MARKS) return;
			if (!isDroppable(key)) continue;
			marks.delete(key);
			Reflect.deleteProperty(data, key);
		}
	}
}

function toText({ run, ended, fired, at }: Mark): string {
	const states = fired.map((state) => TASK_STATES.indexOf(state)).join('');
	return `${run}${ended ? 1 : 0}${states}.${at.toString(RADIX)}`;
}

function fromText(text: unknown): Mark | null {
	const [, run, ended, states, at] = (typeof text === 'string' ? MARK.exec(text) : null) ?? [];
	if (run === undefined || at === undefined) return null;
	return {
		run,
		ended: ended === '1',
		fired: Array.from(states ?? '').flatMap((digit) => TASK_STATES[Number(digit)] ?? []),
		at: parseInt(at, RADIX),
	};
}
