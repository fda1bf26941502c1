import { setImmediate } from 'node:timers/promises';

import type { IPollFunctions, INodeExecutionData } from 'n8n-workflow';

import { openOnce } from '../host/openOnce';
import { openSession } from '../host/openSession';
import { toNodeError } from '../host/toNodeError';
import type { TaskProvider } from '../providers/provider';
import { systemClock } from '../task/clock';
import type { Clock } from '../task/clock';
import { readConfiguration } from './configuration';
import type { Poll, PollSetting } from './currentPoll';
import { mergeMarks } from './marks';
import { memoryOf, newMemory } from './memory';
import { occasionOf } from './occasion';
import { showPresent } from './showPresent';
import { openSource } from './sources';
import { tellFault } from './tell';
import { takeTurn } from './turn';
import { watch } from './watch';

/**
 * One poll: looks again and again within its time, and hands over at once what it finds. Null unless
 * the host takes items only when a poll returns.
 * @throws {NodeError} a wrong configuration or key at once, a server out of reach when it lasts
 */
export async function poll(
	context: IPollFunctions,
	clock: Clock = systemClock,
): Promise<INodeExecutionData[][] | null> {
	const occasion = occasionOf(context);
	const isTick = occasion.kind === 'tick' || occasion.kind === 'start';
	const memory = occasion.kind === 'manual' ? newMemory(false) : memoryOf(context, isTick);
	// n8n starts one workflow after the other, and takes hours to try one again that throws.
	if (occasion.kind === 'start') return null;
	const turn = await takeTurn(context, memory, occasion);
	if (turn === null) return null;
	try {
		return await pollInTurn({ context, occasion, memory, turn, clock });
	} catch (error) {
		throw toNodeError(context.getNode(), error, []);
	} finally {
		turn.end();
	}
}

async function pollInTurn(setting: PollSetting): Promise<INodeExecutionData[][] | null> {
	const { occasion, turn } = setting;
	begin(setting);
	const current = await open(setting).catch((error: unknown) => {
		if (occasion.kind === 'manual') throw error;
		const thrown = tellFault(setting, 'list', { error, secrets: [] });
		if (thrown !== null) throw thrown;
		return null;
	});
	if (current === null) return null;
	try {
		if (occasion.kind === 'manual') return await showPresent(current);
		await watch(current);
	} finally {
		await current.sessions.close();
	}
	if (current.untaken.length > 0) return [current.untaken];
	if (turn.isSuperseded) return null;
	if (occasion.kind === 'activation') throwIfRefused(current);
	if (current.thrown !== null) throw current.thrown;
	return null;
}

/** What was so in the last poll may be mended. At an activation a person looks on: all is told anew. */
function begin({ memory, occasion }: PollSetting): void {
	const isActivation = occasion.kind === 'activation';
	if (isActivation) memory.isBlind = false;
	for (const server of memory.servers.values()) {
		server.askedAt = 0;
		server.hasAnswered = false;
		server.refusal = null;
		if (isActivation) server.failingSince = server.toldAt = null;
	}
}

async function open(setting: PollSetting): Promise<Poll> {
	const { context, memory } = setting;
	const configuration = readConfiguration(context);
	const { requestTimeoutMs } = configuration.options;
	const data = context.getWorkflowStaticData('node');
	mergeMarks(memory.marks, data);
	// With thousands of tasks this and what follows take a while each: others have their turn in between.
	await setImmediate();
	return {
		...setting,
		configuration,
		source: await openSource(context, configuration, memory.closings),
		sessions: openOnce(
			async (provider: TaskProvider) => await openSession(context, provider, requestTimeoutMs),
		),
		data,
		ended: new Set(),
		untaken: [],
		thrown: null,
	};
}

/** A key that is refused while nothing else answers keeps the workflow from being activated. */
function throwIfRefused({ context, memory }: Poll): void {
	const all = [...memory.servers.values()];
	const refusal = all.find((server) => server.refusal !== null)?.refusal;
	if (!refusal || all.some(({ hasAnswered }) => hasAnswered)) return;
	throw toNodeError(context.getNode(), refusal.error, refusal.secrets);
}
