import { judge } from './support/judge';

judge('mux', {
	done: { end: 'ready', result: { progress: 100 } },
	failed: { end: 'errored', error: 'The file does not contain video', result: { progress: -1 } },
});
