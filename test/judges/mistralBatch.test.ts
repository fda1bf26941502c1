import { judge } from './support/judge';

judge('mistralBatch', {
	done: { end: 'SUCCESS' },
	failed: { end: 'FAILED', error: 'Invalid model' },
	canceled: { end: 'CANCELLED' },
	timedOut: { end: 'TIMEOUT_EXCEEDED' },
	partial: { end: 'SUCCESS' },
});
