import { judge } from './support/judge';

judge('openAi', {
	done: { end: 'completed' },
	failed: { end: 'failed', error: 'Line 3 is not valid JSON' },
	canceled: { end: 'cancelled' },
	// To the word a success: Task Status warns of the request that failed.
	partial: { end: 'completed' },
	expired: { end: 'expired' },
	responseDone: { end: 'completed' },
	responseFailed: { end: 'failed', error: 'The model failed' },
	responseCanceled: { end: 'cancelled' },
	responseIncomplete: { end: 'incomplete' },
});
