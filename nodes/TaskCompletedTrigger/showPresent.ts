import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { toNodeError } from '../host/toNodeError';
import { channelOf } from './channel';
import type { Poll } from './currentPoll';
import { tooSlow } from './faults';
import { taskItem } from './items';
import { lookAt } from './lookAt';
import type { Findings } from './lookAt';

/**
 * A manual test: the present state of everything that is watched, finished or not. Nothing is noted
 * or written.
 * @throws {NodeError} when nothing is watched, or nothing of it could be looked at
 */
export async function showPresent(poll: Poll): Promise<INodeExecutionData[][]> {
	const { context, configuration, source, turn, channels } = poll;
	const { includeRaw, maxConcurrency } = configuration.options;
	const node = context.getNode();
	const items: INodeExecutionData[] = [];
	const findings: Findings = {
		take: ({ rows }, answer) => items.push(taskItem(answer, rows, includeRaw)),
		takeAll: async (_provider, { answers }) => {
			items.push(...answers.map((answer) => taskItem(answer, [], includeRaw)));
			await Promise.resolve();
		},
		fail: () => undefined,
	};
	const { watched, broken } = await source.read(turn.signal).catch((error: unknown) => {
		throw toNodeError(node, error, source.secrets);
	});
	const faults = broken.map(({ row, error }) => ({
		provider: row?.providerText ?? '',
		fault: { error, secrets: [] as readonly string[] },
	}));
	await Promise.all(
		[...watched].map(async ([provider, tasks]) => {
			const look = await lookAt(
				poll,
				channelOf(channels, provider, maxConcurrency),
				tasks,
				findings,
			);
			const isCut = look.answered > 0 && look.answered + look.faults.length < tasks.length;
			if (isCut) look.faults.push({ error: tooSlow(provider.displayName), secrets: [] });
			faults.push(...look.faults.map((fault) => ({ provider: provider.name, fault })));
		}),
	);
	const errors = faults.map(({ provider, fault: { error, secrets } }) => ({
		provider,
		error: toNodeError(node, error, secrets),
	}));
	if (items.length > 0) {
		const ofFaults = errors.map(({ provider, error: { message } }) => ({
			json: { provider, failure: { code: null, message } },
		}));
		return [[...items, ...ofFaults]];
	}
	const [first] = errors;
	if (first !== undefined) throw first.error;
	const { message, description } = source.whenEmpty;
	throw new NodeOperationError(node, message, { description });
}
