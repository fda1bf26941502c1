import { judge } from './support/judge';

judge('fal', {
	done: { end: 'COMPLETED' },
	// COMPLETED, and only the result says that it failed: it is no look that went wrong.
	failed: { error: 'Unprocessable Entity', status: 422 },
	failedAsText: { status: 422 },
	crashed: { error: 'Internal Server Error', status: 500 },
	// The waiter knows no word but COMPLETED, which may be why the others are only third parties'.
	canceled: { looks: 12 },
});
