import { judge } from './support/judge';

judge('runway', {
	done: { end: 'SUCCEEDED' },
	failed: { end: 'FAILED', error: 'The input was moderated' },
	canceled: { end: 'CANCELLED', error: 'Task cancelled' },
	// What a DELETE canceled is not found any more.
	deleted: { status: 404 },
});
