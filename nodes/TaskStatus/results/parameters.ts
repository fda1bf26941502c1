import type { IExecuteFunctions } from 'n8n-workflow';

import { TaskRequestError } from '../../task/errors';
import { describeJson } from '../../task/json';
import { toText } from '../../task/normalize';

/**
 * The binary field that a file goes into; null where no file is to be downloaded.
 * @throws {TaskRequestError} kind `input`, naming the parameter, for a value of another type: an
 * expression that finds nothing would make a field called "undefined"
 */
export function readDownloadProperty(context: IExecuteFunctions, index: number): string | null {
	const download: unknown = context.getNodeParameter('downloadFiles', index);
	if (typeof download !== 'boolean') throw typeError('Download Files', 'true or false', download);
	if (!download) return null;
	const property: unknown = context.getNodeParameter('binaryPropertyName', index);
	const name = toText(property);
	if (name === null) throw typeError('Put Output File in Field', 'a name', property);
	return name;
}

function typeError(label: string, expected: string, found: unknown): TaskRequestError {
	const what = typeof found === 'string' && found.trim() === '' ? 'empty' : describeJson(found);
	return new TaskRequestError('input', `${label} must be ${expected}, but is ${what}`, {
		description: 'Correct the value or its expression in the parameters of this node.',
	});
}
