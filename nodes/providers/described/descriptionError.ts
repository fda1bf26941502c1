import { TaskRequestError } from '../../task/errors';

/** How many faults a message names: the others mostly follow from the first. */
const MAX_FAULTS = 3;

/**
 * The error of a description that cannot be used.
 * @param faults each names a key and what was expected
 */
export function descriptionError(faults: readonly string[]): TaskRequestError {
	const shown = faults.slice(0, MAX_FAULTS).join('; ');
	const more = faults.length > MAX_FAULTS ? `; and ${faults.length - MAX_FAULTS} more` : '';
	return new TaskRequestError(
		'configuration',
		`The description of the API is wrong: ${shown}${more}`,
		{
			description:
				'Correct it in the credential. Every key is explained at https://www.npmjs.com/package/n8n-nodes-task-status#other-http-api.',
		},
	);
}
