import type { TaskProvider } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import { describeJson, isRecord } from '../../task/json';
import { watch } from '../look/watched';
import type { TaskRef } from '../../task/task';
import type { Watched } from '../look/watched';

/**
 * The tasks in a list of references, each checked by its provider.
 * @param label where the list stands in the panel
 * @throws {TaskRequestError} kind `input` naming the entry that is wrong
 */
export function readRefs(
	provider: TaskProvider,
	given: readonly unknown[],
	label: string,
): readonly Watched[] {
	return given.map((entry, index) => {
		const where = `${label}, entry ${index + 1}`;
		if (!isRecord(entry)) {
			throw new TaskRequestError('input', `${where}: ${describeJson(entry)} is not an object`, {
				description: `Each entry is an object with ${fieldNames(provider)}.`,
			});
		}
		return watch(provider, readRef(provider, entry, where));
	});
}

function readRef(provider: TaskProvider, entry: Record<string, unknown>, where: string): TaskRef {
	try {
		return provider.readRef(entry);
	} catch (error) {
		throw located(error, where);
	}
}

/** The error with the entry it belongs to. */
function located(error: unknown, where: string): unknown {
	if (!(error instanceof TaskRequestError)) return error;
	const { kind, message, description } = error;
	return new TaskRequestError(kind, `${where}: ${message}`, { description });
}

/** The names under which a provider's tasks are given. */
export function fieldNames({ fields }: TaskProvider): string {
	return fields.map(({ name }) => `"${name}"`).join(', ');
}
