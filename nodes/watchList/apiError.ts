import { httpStatusError, providerWords } from '../providers/shared/httpAnswer';
import type { HttpAnswer } from '../providers/shared/httpAnswer';
import { TaskRequestError } from '../task/errors';
import type { TaskErrorKind } from '../task/errors';
import { isRecord } from '../task/json';
import { COLUMN_NAMES } from './columns';

interface Advice {
	/** The answers it is for; every status, or all words, where there is none. */
	readonly status?: number;
	readonly words?: RegExp;
	readonly kind: TaskErrorKind;
	readonly what: string;
	readonly description: string;
}

/** What n8n refuses, and how it says so (data-table.service.js, 2.8.4 and 2.40.7); the first that fits counts. */
const ADVICE: readonly Advice[] = [
	{
		// All Data Tables of an n8n together (data-table-size-validator.service.js).
		words: /size limit exceeded/i,
		kind: 'unavailable',
		what: 'n8n has no space left for Data Tables',
		description:
			'Delete rows that are done with, or let the trigger do it (option Delete Reported). An administrator can raise N8N_DATA_TABLES_MAX_SIZE_BYTES.',
	},
	{
		status: 400,
		words: /unknown column name|does not match column type|invalid filter/i,
		kind: 'configuration',
		what: 'n8n rejects the columns or values',
		description: `A watch list has the columns ${COLUMN_NAMES}. Create Table makes such a table.`,
	},
	{
		// 2.8.4 answers every fault of its database so.
		status: 400,
		kind: 'unavailable',
		what: 'n8n cannot answer at the moment',
		description:
			'Its database has a fault or is busy. The trigger tries again by itself; elsewhere, try again later.',
	},
	{
		status: 401,
		kind: 'credential',
		what: 'n8n refused the API key',
		description:
			'Create a key without expiration under Settings, n8n API, and fill it in the credential.',
	},
	{
		status: 403,
		kind: 'credential',
		what: 'n8n does not allow this with the API key',
		description:
			'Give the key the scopes of Data Tables and their rows (list, create, read, update, upsert, delete), and its owner access to the project of the table.',
	},
	{
		// `DataTableNotFoundError`; an unknown path is just "not found".
		status: 404,
		words: /data table/i,
		kind: 'configuration',
		what: 'n8n has no such Data Table',
		description:
			'Choose the Data Table again. It may have been deleted, or belong to a project that the owner of the API key is no member of.',
	},
	{
		status: 404,
		kind: 'configuration',
		what: 'this n8n has no public API for Data Tables',
		description:
			'Check that the base URL of the credential ends in /api/v1 and that the public API is enabled. Tried with n8n 2.8.4 and 2.40.7; older versions may lack Data Tables in the API.',
	},
	{
		// A table that was made in the meantime has been looked for by then.
		status: 409,
		kind: 'provider',
		what: 'n8n rejected the request',
		description: 'The key does not see a table of this name. Fill in its ID, or another name.',
	},
];

/**
 * The error of an answer of n8n's own public API, with advice.
 * @param scope what the API key needs for it, where that is worth saying
 */
export function apiError(answer: HttpAnswer, scope?: string): TaskRequestError {
	const given = providerWords(isRecord(answer.body) ? answer.body.message : null);
	const advice = ADVICE.find(
		({ status = answer.status, words = /^/ }) =>
			status === answer.status && words.test(given ?? ''),
	);
	if (advice === undefined) return httpStatusError(answer, given);
	const needed = answer.status === 403 && scope !== undefined ? ` (${scope})` : '';
	const reason = given === null ? '' : `: ${given}`;
	return new TaskRequestError(advice.kind, `Watch list: ${advice.what}${needed}${reason}`, {
		description: advice.description,
		httpStatus: answer.status,
	});
}
