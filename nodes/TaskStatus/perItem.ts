import { isExpression } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Reads a parameter item by item; only once where no expression is written, since then the first
 * item's value is everybody's.
 * @param fallback the value of a parameter that is hidden; without one n8n would throw
 * @param read checks the value
 * @returns a function of the item's index; it throws as `read`, and what n8n says of an expression
 */
export function perItem<Value>(
	context: IExecuteFunctions,
	name: string,
	fallback: unknown,
	read: (given: unknown) => Value,
): (index: number) => Value {
	const evaluate = (index: number) => read(context.getNodeParameter(name, index, fallback));
	if (holdsExpression(context.getNode().parameters[name])) return evaluate;
	let value: { readonly of: Value } | undefined;
	return (index) => (value ??= { of: evaluate(index) }).of;
}

/** A collection or a resource locator can hold one within. */
function holdsExpression(written: unknown): boolean {
	if (typeof written !== 'object' || written === null) return isExpression(written);
	return Object.values(written).some(holdsExpression);
}
