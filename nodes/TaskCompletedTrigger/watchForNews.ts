import { lookRepeatedly } from './look/lookLoop';
import type { LoopTools } from './look/lookLoop';
import { isCutOff, retryAfterMs, tooSlow, wholeFault } from './look/sight';
import type { Fault, Sight, Sighting } from './look/sight';
import { isNews, newsOf, stateAfter, withBaseline } from './news';
import type { Setting } from './setting';
import { isFired } from './state/reported';
import { readState, writeState } from './state/staticData';
import type { TriggerState } from './state/staticData';
import { isPointless } from './tell';
import type { Teller } from './tell';
import { warn } from './warnings';

/** The shortest pause between two looks, in ms. */
const PAUSE_MS = 1_000;

/** What an active trigger works with. */
export interface LiveSetting extends Setting, Teller {
	readonly random: LoopTools['random'];
}

/** How a poll ended. */
export interface PollEnd {
	readonly news: readonly Sighting[];
	/** The fault of the last look, unless it concerned single tasks only. */
	readonly fault: Fault | null;
}

/**
 * Looks for news within the time of a poll. What is returned is noted as reported in the same
 * moment: n8n stores the note together with the items, so that a crash before that loses both, and
 * the next poll finds them again.
 */
export async function watchForNews(setting: LiveSetting): Promise<PollEnd> {
	const { context, configuration, occasion, turn, clock, random } = setting;
	const { states, checkIntervalMs, fingerprint } = configuration;
	const data = context.getWorkflowStaticData('node');
	let state = readState(data, fingerprint);
	let end: PollEnd = { news: [], fault: null };
	const loop = {
		deadline: clock.now() + occasion.budgetMs,
		intervalMs: occasion.kind === 'activation' ? 0 : checkIntervalMs,
		pauseMs: PAUSE_MS,
	};
	await lookRepeatedly(loop, { clock, random, signal: turn.signal }, async (isFirst) => {
		const before = state;
		const sight = await lookOnce(setting, before, isFirst);
		if (turn.isSuperseded()) return { isEnd: true, retryAfterMs: 0 };
		const known = baselined(setting, before, sight);
		const news = newsOf(known, states, sight);
		state = stateAfter(known, states, sight, news);
		if (state !== before) writeState(data, state);
		const fault = wholeFault(sight);
		end = { news, fault };
		const isEnd = news.length > 0 || !sight.isOpen;
		const sawAny = sight.sightings.length > 0;
		return {
			isEnd: isEnd || isPointless(setting, fault, sawAny),
			retryAfterMs: retryAfterMs(sight),
		};
	});
	return end;
}

/** A list that cannot be read is a fault like any other. */
async function lookOnce(
	{ source, turn, clock, configuration, context, memory, occasion }: LiveSetting,
	state: TriggerState,
	isFirst: boolean,
): Promise<Sight> {
	try {
		const sight = await source.look({
			clock,
			signal: turn.signal,
			isFirst,
			isReadOnly: false,
			isNews: (task) => isNews(state, configuration.states, task),
			isFired: (task) => isFired(state.reported, task),
		});
		// Later looks and the quick one at activation may end early.
		warn(context, memory, sight, isFirst && occasion.kind === 'tick' && turn.signal.aborted);
		return sight;
	} catch (thrown) {
		const error = isCutOff(thrown) ? tooSlow('The server') : thrown;
		const faults = isCutOff(thrown) && !isFirst ? [] : [{ error, provider: null, secrets: [] }];
		return { sightings: [], faults, watched: 0, missed: 0, isOpen: true };
	}
}

/** The state with the baseline, where there is to be one and the server has answered. */
function baselined(
	{ source, memory, clock }: LiveSetting,
	state: TriggerState,
	sight: Sight,
): TriggerState {
	if (!source.hasBaseline || state.hasBaseline) return state;
	const { configuration } = state;
	const since =
		state.since ?? memory.since.get(configuration) ?? new Date(clock.now()).toISOString();
	memory.since.set(configuration, since);
	if (sight.faults.length === 0) return withBaseline(state, sight, since);
	return state.since === null ? { ...state, since } : state;
}
