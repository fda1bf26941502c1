import { judge } from './support/judge';

judge('replicate', {
	done: { end: 'succeeded' },
	failed: { error: 'Prediction failed: CUDA out of memory' },
	canceled: { end: 'canceled' },
	resultGone: { end: 'succeeded', result: null },
	// A word of the SDK's own types at which its waiter does not end; to Task Status it is canceled.
	aborted: { looks: 12 },
});
