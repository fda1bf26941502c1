import { setMaxListeners } from 'node:events';

import type { IPollFunctions, INodeExecutionData } from 'n8n-workflow';

import { systemClock } from '../task/clock';
import { readConfiguration } from './configuration';
import { sightingItem } from './items';
import { createSessions } from './look/sessions';
import { occasionOf } from './occasion';
import type { Setting } from './setting';
import { showPresent } from './showPresent';
import { openSource } from './sources';
import { memoryOf } from './state/memory';
import type { TriggerMemory } from './state/memory';
import { tell } from './tell';
import { toPollError } from './throwable';
import { takeTurn } from './turn';
import type { PollTurn } from './turn';
import { watchForNews } from './watchForNews';
import type { LiveSetting } from './watchForNews';

/**
 * One poll: looks several times within its time and returns at once when there is news. Null when
 * there is none.
 * @throws {NodeError} a wrong configuration or key at once, a server out of reach when it lasts
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const memory = memoryOf(context);
	const occasion = occasionOf(context);
	if (occasion.kind === 'manual') return await test(context, occasion.budgetMs);
	const turn = takeTurn(context, memory, occasion.budgetMs);
	if (turn === null) return null;
	try {
		const { fault, items } = await watch({ context, occasion, memory }, turn);
		// Noted as reported by now: also a poll that was superseded since must not drop them.
		if (items.length > 0) return [items];
		if (turn.isSuperseded()) return null;
		tell({ context, occasion, memory }, fault);
		return null;
	} finally {
		turn.end();
	}
}

/** A poll of an active workflow; also what keeps it from looking at all is a fault. */
async function watch(teller: Pick<LiveSetting, 'context' | 'occasion' | 'memory'>, turn: PollTurn) {
	try {
		return await withSource(teller.context, teller.memory, turn, async (setting) => {
			const { includeRaw } = setting.configuration.options;
			const live = { ...setting, ...teller, random: Math.random };
			const { news, fault } = await watchForNews(live);
			return { items: news.map((one) => sightingItem(one, includeRaw)), fault };
		});
	} catch (error) {
		return { items: [], fault: { error, provider: null, secrets: [] } };
	}
}

/** A manual test looks for itself: it neither waits for the active workflow nor disturbs it. */
async function test(context: IPollFunctions, budgetMs: number): Promise<INodeExecutionData[][]> {
	const memory = { ...memoryOf(context), turn: null };
	const turn = takeTurn(context, memory, budgetMs);
	try {
		if (turn === null) return [[]];
		return await withSource(context, memory, turn, showPresent);
	} catch (error) {
		throw toPollError(context.getNode(), error, []);
	} finally {
		turn?.end();
	}
}

/** Opens what is watched for the time of one poll. */
async function withSource<Result>(
	context: IPollFunctions,
	memory: TriggerMemory,
	turn: PollTurn,
	use: (setting: Setting) => Promise<Result>,
): Promise<Result> {
	setMaxListeners(0, turn.signal);
	const configuration = readConfiguration(context);
	const { options } = configuration;
	const sessions = createSessions(context, options.requestTimeoutMs);
	try {
		const tools = { sessions, maxConcurrency: options.maxConcurrency, memory };
		const source = await openSource(context, configuration, tools);
		return await use({ context, configuration, source, turn, clock: systemClock });
	} finally {
		await sessions.close();
	}
}
