import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { TaskAnswer } from '../providers/provider';
import type { Row } from '../watchList/row';

/** The item of a task; `context` and `rowId` only from a watch list, `raw` only where it is asked for. */
export function taskItem(
	{ task, raw }: TaskAnswer,
	rows: readonly Row[],
	includeRaw: boolean,
): INodeExecutionData {
	const [row] = rows;
	const context = rows.find((one) => one.context !== null)?.context ?? null;
	const ofRow = row && { context, rowId: row.id };
	return {
		json: { ...task, ...ofRow, ...(includeRaw && { raw: raw() }) } as unknown as IDataObject,
	};
}
