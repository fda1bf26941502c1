import { setMaxListeners } from 'node:events';

import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { TaskSession } from '../host/openSession';
import type { TaskProvider } from '../providers/provider';
import { canceledError } from '../task/errors';
import { mapConcurrently } from '../task/mapConcurrently';
import type { TaskRef } from '../task/task';
import { readConfiguration } from './configuration';
import type { Configuration } from './configuration';
import { isCutOff, tooSlow } from './faults';
import type { Fault } from './faults';
import { faultItem, taskItem } from './items';
import { createSessions, listTasks } from './sessions';
import type { Sessions } from './sessions';
import { openSource } from './sources';
import type { Reading } from './sources/source';
import { toPollError } from './throwable';

/** What a manual test found. */
interface Present {
	readonly items: readonly INodeExecutionData[];
	readonly faults: ReadonlyArray<Fault & { readonly provider: string }>;
}

/**
 * A manual test: the present state of everything that is watched, finished or not. It looks for
 * itself, and nothing is noted or written.
 * @throws {NodeError} when nothing is watched, or nothing of it could be looked at
 */
export async function showPresent(
	context: IPollFunctions,
	lookMs: number,
): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	const controller = new AbortController();
	setMaxListeners(0, controller.signal);
	const timer = setTimeout(() => controller.abort(canceledError()), lookMs);
	let sessions: Sessions | undefined;
	try {
		const configuration = readConfiguration(context);
		const source = await openSource(context, configuration);
		const reading = await source.read(controller.signal);
		sessions = createSessions(context, configuration.options.requestTimeoutMs);
		const { items, faults } = await look(configuration, reading, sessions, controller.signal);
		const [first] = faults;
		if (items.length === 0 && first !== undefined)
			throw toPollError(node, first.error, first.secrets);
		if (items.length === 0) {
			const { message, description } = source.whenEmpty;
			throw new NodeOperationError(node, message, { description });
		}
		return [[...items, ...faults.map((fault) => faultItem(node, fault.provider, fault))]];
	} catch (error) {
		throw toPollError(node, error, []);
	} finally {
		clearTimeout(timer);
		await sessions?.close();
	}
}

async function look(
	{ watch, options }: Configuration,
	{ watched, broken }: Reading,
	sessions: Sessions,
	signal: AbortSignal,
): Promise<Present> {
	const items: INodeExecutionData[] = [];
	const faults = broken.map(({ row, error }) => ({
		error,
		secrets: [] as readonly string[],
		provider: row?.providerText ?? '',
	}));
	/** Asks one question, and keeps what it was answered or what was wrong with it. */
	const ask = async (
		provider: TaskProvider,
		ref: TaskRef | null,
		question: (session: TaskSession) => Promise<INodeExecutionData[]>,
	) => {
		let session: TaskSession | undefined;
		try {
			session = await sessions.open(provider);
			items.push(...(await question(session)));
		} catch (thrown) {
			const error = isCutOff(thrown) ? tooSlow(provider.displayName) : thrown;
			faults.push({ error, secrets: session?.secretsOf(ref) ?? [], provider: provider.name });
		}
	};
	const { maxConcurrency, includeRaw } = options;
	await Promise.all(
		[...watched].map(async ([provider, tasks]) => {
			if (watch === 'allTasks') {
				await ask(provider, null, async (session) => {
					const list = await listTasks(session, signal);
					const secrets = session.secretsOf(null);
					faults.push(...list.faults.map((error) => ({ error, secrets, provider: provider.name })));
					return list.answers.map((answer) => taskItem(answer, [], includeRaw));
				});
			}
			const limit = Math.min(maxConcurrency, provider.maxConcurrency);
			await mapConcurrently(tasks, limit, async ({ ref, rows }) => {
				await ask(provider, ref, async (session) => [
					taskItem(await session.getTask(ref, signal), rows, includeRaw),
				]);
			});
		}),
	);
	return { items, faults };
}
