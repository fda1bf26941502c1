import { judge } from './support/judge';

judge('brightData', {
	done: {
		end: 'ready',
		result: [{ url: 'https://example.com/1' }, { url: 'https://example.com/2' }],
	},
	failed: { error: 'snapshot generation failed' },
	// Ready, and yet the SDK's own download comes too early.
	late: { error: 'snapshot is not ready yet, please try again later' },
	// The SDK can cancel, but its waiter knows only ready and failed, and asks for ever.
	canceled: { looks: 12 },
	errorWord: { looks: 12 },
});
