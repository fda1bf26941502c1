import { isRecord } from '../../../task/json';
import type { JsonRecord } from '../../../task/json';

/**
 * The status in the arguments of a `message` event: the first object with `jobStatus` or `taskUuid`.
 * The vendor's samples disagree on which argument it is: the first one in JavaScript, the third in
 * Python.
 */
export function findStatus(eventArguments: readonly unknown[]): JsonRecord | null {
	const isStatus = (argument: unknown): argument is JsonRecord =>
		isRecord(argument) && ('jobStatus' in argument || 'taskUuid' in argument);
	return eventArguments.find(isStatus) ?? null;
}
