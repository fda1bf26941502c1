import { judge } from './support/judge';

judge('luma', {
	done: { end: 'completed' },
	failed: { end: 'failed', error: 'Prompt blocked' },
});
