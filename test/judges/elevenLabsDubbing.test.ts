import { judge } from './support/judge';

judge('elevenLabsDubbing', {
	// 425: the file is asked for too early.
	done: { end: 'dubbed', result: { early: 425, targetLanguages: ['es', 'de'] } },
	failed: { end: 'failed', error: 'No speech was found' },
});
