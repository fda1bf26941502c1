import { foldStates } from '../../task/foldStates';
import { toWord } from '../../task/normalize';
import { stateOfWord } from '../../task/states';
import type { TaskState } from '../../task/states';
import type { TaskJob } from '../../task/task';
import { holds } from './conditions';
import type { Exchange, Jobs, StateRule } from './description';
import { find } from './path';

/** The state an answer says, with the service's own word for it. */
export interface SaidState {
	readonly state: TaskState;
	readonly rawStatus: string | null;
	readonly jobs: readonly TaskJob[];
}

type Words = Readonly<Record<string, TaskState>>;

/** The words of a description in lower case, made once. */
const folded = new WeakMap<Words, ReadonlyMap<string, TaskState>>();

function stateOf(words: Words, word: string): TaskState {
	let map = folded.get(words);
	if (map === undefined) {
		map = new Map(Object.entries(words).map(([key, state]) => [key.trim().toLowerCase(), state]));
		folded.set(words, map);
	}
	return stateOfWord(map, word);
}

/**
 * The state of a task by the rules or jobs of its description; `unknown` for a word in no rule.
 * @returns null when the body holds nothing that any rule is about
 */
export function readState(body: unknown, { state, jobs }: Exchange): SaidState | null {
	if (jobs !== undefined) return readJobs(body, jobs);
	let word: string | null = null;
	for (const rule of state ?? []) {
		if ('when' in rule) {
			if (holds(body, rule.when)) return said(rule.state, word ?? firstWord(body, state ?? []));
			continue;
		}
		const own = wordOf(find(body, rule.path));
		if (own === null) continue;
		word ??= own;
		const found = stateOf(rule.words, own);
		// A word may be listed as `unknown` by the vendor itself: then no further rule is asked.
		if (found !== 'unknown' || isListed(rule.words, own)) return said(found, own);
	}
	return word === null ? null : said('unknown', word);
}

function said(state: TaskState, rawStatus: string | null): SaidState {
	return { state, rawStatus, jobs: [] };
}

function isListed(words: Words, word: string): boolean {
	return folded.get(words)?.has(word.trim().toLowerCase()) === true;
}

/** The word at the first path of a rule, for a state that another rule said. */
function firstWord(body: unknown, rules: readonly StateRule[]): string | null {
	for (const rule of rules) {
		const word = 'path' in rule ? wordOf(find(body, rule.path)) : null;
		if (word !== null) return word;
	}
	return null;
}

/** A word, a number or a boolean as text. */
function wordOf(value: unknown): string | null {
	return typeof value === 'boolean' ? String(value) : toWord(value);
}

function readJobs(body: unknown, { path, id, state, words }: Jobs): SaidState | null {
	const list = find(body, path);
	if (!Array.isArray(list)) return null;
	const jobs = list.map((entry: unknown): TaskJob => {
		const word = wordOf(find(entry, state));
		return {
			jobId: id === undefined ? null : toWord(find(entry, id)),
			state: word === null ? 'unknown' : stateOf(words, word),
			rawStatus: word,
		};
	});
	const whole = foldStates(jobs.map((job) => job.state));
	const rawStatus = jobs.find((job) => job.state === whole)?.rawStatus ?? null;
	return { state: whole, rawStatus, jobs };
}
