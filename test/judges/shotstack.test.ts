import { judge } from './support/judge';

judge('shotstack', {
	// Not at the link that is there while it renders.
	done: { end: 'done', result: expect.stringContaining('video.mp4') as string },
	failed: { end: 'failed', error: 'Source file could not be fetched' },
});
