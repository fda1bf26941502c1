import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { toNodeError } from '../host/toNodeError';
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
	const { context, configuration, source, turn } = poll;
	const { includeRaw } = configuration.options;
	const node = context.getNode();
	const items: INodeExecutionData[] = [];
	const errors: Array<{ provider: string; error: Error }> = [];
	const addError = (provider: string, error: unknown, secrets: readonly string[]) =>
		errors.push({ provider, error: toNodeError(node, error, secrets) });
	const findings: Findings = {
		take: ({ rows }, answer) => items.push(taskItem(answer, rows, includeRaw)),
		takeAll: (_session, { answers }) =>
			items.push(...answers.map((answer) => taskItem(answer, [], includeRaw))),
		fail: () => undefined,
	};
	const { watched, broken } = await source.read(turn.signal).catch((error: unknown) => {
		throw toNodeError(node, error, source.secrets);
	});
	for (const { row, error } of broken) addError(row?.providerText ?? '', error, []);
	await Promise.all(
		[...watched].map(async ([provider, tasks]) => {
			const { answered, faults } = await lookAt(poll, provider, tasks, findings);
			for (const { error, secrets } of faults) addError(provider.name, error, secrets);
			const isCut = answered > 0 && answered + faults.length < tasks.length;
			if (isCut) addError(provider.name, tooSlow(provider.displayName), []);
		}),
	);
	if (items.length > 0) {
		const ofFaults = errors.map(({ provider, error: { message } }) => ({
			json: { provider, failure: { code: null, message } },
		}));
		return [[...items, ...ofFaults]];
	}
	const [first] = errors;
	if (first !== undefined) throw first.error;
	throw new NodeOperationError(node, 'No task is watched at the moment', {
		description:
			'The JSON array is empty, the watch list has no pending task of the chosen providers, or the server has no task. Add one, then test again.',
	});
}
