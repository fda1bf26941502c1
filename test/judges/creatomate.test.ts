import { judge } from './support/judge';

judge('creatomate', {
	done: { end: 'succeeded' },
	failed: { end: 'failed', error: 'A video could not be downloaded' },
});
