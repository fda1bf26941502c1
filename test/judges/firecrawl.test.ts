import { judge } from './support/judge';

judge('firecrawl', {
	// Three pages: the SDK follows `next`.
	done: { end: 'completed', result: [{}, {}, { markdown: '# Page 3' }] },
	failed: { end: 'failed' },
	canceled: { end: 'cancelled' },
	empty: { end: 'completed', result: [] },
	expired: { error: 'Job expired' },
	batchDone: { end: 'completed' },
	batchFailed: { end: 'failed' },
	extractDone: { end: 'completed', result: { price: 12 } },
	extractFailed: { end: 'failed', error: 'No content' },
	extractCanceled: { end: 'cancelled' },
	agentDone: { end: 'completed' },
	agentFailed: { end: 'failed', error: 'No credits' },
});
