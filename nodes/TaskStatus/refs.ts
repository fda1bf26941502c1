import { isExpression } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { TaskProvider } from '../providers/provider';
import { isRecord } from '../task/json';
import type { TaskRef } from '../task/task';

/** The expression of nearly every identifier, e.g. `={{ $json.jobs.subscription_key }}`. */
const FIELD_OF_ITEM = /^=\{\{\s*\$json((?:\.[A-Za-z]\w*)+)\s*\}\}$/;

/** How one identifier is read from an item. */
type Reader = (index: number) => unknown;

/**
 * Reads the reference of the task that an item asks for. n8n takes longer to evaluate an expression
 * than a socket takes to ask for the task (70 µs against 40 µs, measured): a parameter without one
 * is read once for all items, and one that names a plain field is read from the item itself.
 * @returns a function of the item's index; it throws as {@link TaskProvider.readRef}
 */
export function createRefReader(
	context: IExecuteFunctions,
	provider: TaskProvider,
): (index: number) => TaskRef {
	const readers = provider.fields.map(({ name }) => [name, createReader(context, name)] as const);
	return (index) => {
		const given: Record<string, unknown> = {};
		for (const [name, read] of readers) given[name] = read(index);
		return provider.readRef(given);
	};
}

function createReader(context: IExecuteFunctions, name: string): Reader {
	const written = context.getNode().parameters[name];
	// A parameter that is hidden has no value; without a fallback n8n would throw.
	const evaluate: Reader = (index) => context.getNodeParameter(name, index, null);
	if (!isExpression(written)) return constant(evaluate);
	const path = FIELD_OF_ITEM.exec(written)?.[1]?.slice(1).split('.');
	if (path === undefined) return evaluate;
	const items = context.getInputData();
	// Whatever is not simply there is left to n8n, which knows what to say about it.
	return (index) => textAt(items[index]?.json ?? {}, path) ?? evaluate(index);
}

/** The same for every item, so that the first one's is everybody's. */
function constant(evaluate: Reader): Reader {
	let value: { readonly of: unknown } | undefined;
	return (index) => (value ??= { of: evaluate(index) }).of;
}

function textAt(json: IDataObject, path: readonly string[]): string | null {
	let value: unknown = json;
	for (const key of path) {
		if (!isRecord(value) || !Object.hasOwn(value, key)) return null;
		value = value[key];
	}
	return typeof value === 'string' ? value : null;
}
