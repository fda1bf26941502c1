import { isExpression } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { TaskProvider } from '../providers/provider';
import type { TaskRef } from '../task/task';

/**
 * Reads the reference of the task that an item asks for. n8n takes its time for each parameter of
 * each item, so that one without an expression is read once for all of them.
 * @returns a function of the item's index; it throws as {@link TaskProvider.readRef}
 */
export function createRefReader(
	context: IExecuteFunctions,
	provider: TaskProvider,
): (index: number) => TaskRef {
	const written = context.getNode().parameters;
	const constants = new Map<string, unknown>();
	const read = (name: string, index: number): unknown => {
		if (constants.has(name)) return constants.get(name);
		// A parameter that is hidden has no value; without a fallback n8n would throw.
		const value: unknown = context.getNodeParameter(name, index, null);
		if (!isExpression(written[name])) constants.set(name, value);
		return value;
	};
	return (index) =>
		provider.readRef(
			Object.fromEntries(provider.fields.map(({ name }) => [name, read(name, index)])),
		);
}
