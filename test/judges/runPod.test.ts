import { judge } from './support/judge';

judge('runPod', {
	done: { end: 'COMPLETED', result: { text: 'hi' } },
	failed: { end: 'FAILED', error: 'CUDA out of memory' },
	canceled: { end: 'CANCELLED' },
	timedOut: { end: 'TIMED_OUT' },
});
