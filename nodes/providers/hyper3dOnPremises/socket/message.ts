import { isRecord, isTooDeep } from '../../../task/json';
import type { JsonRecord } from '../../../task/json';
import { toWord } from '../../../task/normalize';

/** A status that says which task it is about. */
export interface NamedStatus {
	readonly taskUuid: string;
	readonly status: JsonRecord;
}

/**
 * The status in the arguments of a `message` event: the first object with `jobStatus` or `taskUuid`,
 * where it has both. The vendor's samples disagree on which argument it is: the first one in
 * JavaScript, the third in Python.
 * @returns null for a message of another shape, which is nobody's answer
 */
export function findStatus(eventArguments: readonly unknown[]): NamedStatus | null {
	const status = eventArguments.filter(isRecord).find(isStatus);
	const taskUuid = toWord(status?.taskUuid);
	if (status === undefined || taskUuid === null || toWord(status.jobStatus) === null) return null;
	return isTooDeep(status) ? null : { taskUuid, status };
}

function isStatus(argument: JsonRecord): boolean {
	return 'jobStatus' in argument || 'taskUuid' in argument;
}
