import type { RecordedRequest } from '../../simulators/support/requestLog';
import { median } from './rounds';

/** When one trigger looked at what, and what it found; times in ms since the epoch. */
export interface Watch {
	/** The beginnings of its looks, in order. */
	readonly looks: readonly number[];
	/** When n8n started its executions. */
	readonly executions: readonly number[];
	/** What it watched. */
	readonly ends: readonly End[];
}

/** The end of a task. */
export interface End {
	readonly endedAt: number;
	/** When the execution that has it was started; undefined when none has. */
	readonly firedAt: number | undefined;
}

/** What is known of all ends; times in ms. */
export interface Delays {
	readonly all: readonly number[];
	/** Of ends that came while a poll was looking. */
	readonly whileLooking: readonly number[];
	readonly lost: number;
}

/** How long a poll looks where the host does not say how long it may. */
const WINDOW_MS = 43_000;
/** Longer than between two looks of a poll. */
const BREAK_MS = 10_000;

/** The delays of several triggers together. */
export function delaysOf(watches: readonly Watch[]): Delays {
	const all: number[] = [];
	const whileLooking: number[] = [];
	let lost = 0;
	for (const watch of watches) {
		const polls = beginnings(watch);
		for (const { endedAt, firedAt } of watch.ends) {
			if (firedAt === undefined) lost++;
			else all.push(firedAt - endedAt);
			if (firedAt !== undefined && isOpen(watch, polls, endedAt)) {
				whileLooking.push(firedAt - endedAt);
			}
		}
	}
	return { all, whileLooking, lost };
}

export function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The median, the mean and the longest. */
export function summary(values: readonly number[]): readonly [number, number, number] {
	return [median(values), mean(values), Math.max(...values)];
}

/** The times of the requests that mention one of the texts. */
export function timesOf(
	requests: readonly RecordedRequest[],
	texts: ReadonlySet<string>,
): readonly number[] {
	return requests
		.filter(({ body }) => texts.has((body as { subscription_key?: string }).subscription_key ?? ''))
		.map(({ at }) => at);
}

/** The first looks of the polls: after a break, after an execution, and when the time was up. */
function beginnings({ looks, executions }: Watch): readonly number[] {
	const begins: number[] = [];
	let before = Number.NEGATIVE_INFINITY;
	for (const at of looks) {
		const begin = begins.at(-1) ?? Number.NEGATIVE_INFINITY;
		const hasFired = executions.some((moment) => moment > begin && moment <= at);
		if (at - before > BREAK_MS || at - begin > WINDOW_MS || hasFired) begins.push(at);
		before = at;
	}
	return begins;
}

/** A poll is over when its time is up, and when it has fired. */
function isOpen({ executions }: Watch, polls: readonly number[], moment: number): boolean {
	const begin = polls.filter((at) => at <= moment).at(-1);
	if (begin === undefined || moment - begin > WINDOW_MS) return false;
	return !executions.some((at) => at > begin && at <= moment);
}
