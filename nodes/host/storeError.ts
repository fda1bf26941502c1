import { TaskRequestError } from '../task/errors';

/** Says what to do where n8n's own words do not. */
const ADVICE: ReadonlyArray<readonly [RegExp, string]> = [
	[/ENOSPC|EDQUOT/, 'The disk of n8n is full. Make room, and run the workflow again.'],
	[
		/EACCES|EPERM|EROFS/,
		'n8n may not write to its storage folder. Check the owner and the permissions of N8N_STORAGE_PATH or of the folder .n8n.',
	],
	[
		/exceeds maximum size|MAX_FILE_SIZE/i,
		'The file is too large for binary data in the database. Raise N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE, or keep binary data in files (N8N_DEFAULT_BINARY_DATA_MODE=filesystem).',
	],
];

const OTHER_ADVICE =
	'The file arrived, but n8n could not keep it. Check the storage of its binary data (N8N_DEFAULT_BINARY_DATA_MODE) and its log.';

/**
 * The error of a file that n8n's binary store did not take. It is n8n's fault and not the provider's:
 * to fetch the file once more would not help.
 */
export function storeError(error: unknown): TaskRequestError {
	const words = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
	const advice = ADVICE.find(([pattern]) => pattern.test(words))?.[1] ?? OTHER_ADVICE;
	return new TaskRequestError('configuration', `n8n could not store the file: ${words}`, {
		description: advice,
	});
}
