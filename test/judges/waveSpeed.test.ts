import { judge } from './support/judge';

judge('waveSpeed', {
	done: { end: 'completed' },
	failed: { end: 'failed', error: expect.stringContaining('content moderated') as string },
	canceled: { end: 'failed', error: expect.stringContaining('Task cancelled') as string },
	// The SDK takes the task's own word for a time limit of its own.
	timeout: { end: 'failed', error: 'Prediction timed out after 36000 seconds' },
	// The waiter is right to go on.
	syncTimeout: { looks: 12 },
});
