import { judge } from './support/judge';

judge('googleGemini', {
	done: { end: 'response' },
	failed: { end: 'error', error: 'The prompt could not be processed' },
	canceled: { end: 'error', error: 'The operation was cancelled.' },
	// The SDK shows a success without a video; Task Status calls it failed.
	filtered: { end: 'response', result: { raiMediaFilteredCount: 1 } },
});
