import { judge } from './support/judge';

judge('assemblyAi', {
	done: { end: 'completed', result: 'Hello world.' },
	failed: { end: 'error', error: expect.stringContaining('Transcoding failed') as string },
	// The waiter takes the notice for the transcript; Task Status says that it is gone.
	deleted: { end: 'completed', result: 'Deleted by user.' },
});
