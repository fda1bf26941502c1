import type { IExecuteFunctions } from 'n8n-workflow';

import type { TaskProvider } from '../providers/provider';
import type { TaskRef } from '../task/task';
import { perItem } from './perItem';

/**
 * Reads the reference of the task that an item asks for.
 * @returns a function of the item's index; it throws as {@link TaskProvider.readRef}
 */
export function createRefReader(
	context: IExecuteFunctions,
	provider: TaskProvider,
): (index: number) => TaskRef {
	const readers = provider.fields.map(
		({ name }) => [name, perItem(context, name, null, (given) => given)] as const,
	);
	return (index) =>
		provider.readRef(Object.fromEntries(readers.map(([name, read]) => [name, read(index)])));
}
