import { judge } from './support/judge';

judge('llamaParse', {
	done: { end: 'COMPLETED', result: '# Title' },
	failed: { error: expect.stringContaining('The file is encrypted') as string },
	canceled: { error: expect.stringContaining('failed with status: CANCELLED') as string },
});
