import { judge } from './support/judge';

judge('cloudConvert', {
	done: { end: 'finished', result: ['page.png'] },
	failed: { end: 'error', error: 'The file is password protected', result: [] },
	// An error all the same, and there are files.
	failedWithFiles: { end: 'error', result: ['page.png'] },
});
