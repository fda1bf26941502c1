/** An error of the task server, in whichever shape a transport gives it. */
export class TaskError extends Error {
	private constructor(
		message: string,
		readonly code?: string,
	) {
		super(message);
	}

	/** The one answer for unknown, expired, swept and never-started tokens. */
	static notRunning(): TaskError {
		return new TaskError('Your pipeline is not running', 'TASK_NOT_REGISTERED');
	}

	static tokenRequired(): TaskError {
		return new TaskError('Task token is required');
	}

	/** Whatever went wrong inside, in its own words. */
	static fault(words: string): TaskError {
		return new TaskError(words);
	}

	/** The words for a command the server does not know are our guess. */
	static unknownCommand(command: string): TaskError {
		return new TaskError(`Unknown command: ${command}`);
	}
}
