import { judge } from './support/judge';

judge('anthropicBatch', {
	done: { end: 'ended', result: { lines: [{ custom_id: '1' }, { custom_id: '2' }] } },
	// One word for every end: only the counts tell.
	failed: { end: 'ended', result: { counts: { succeeded: 0, errored: 2 } } },
	canceled: { end: 'ended', result: { counts: { succeeded: 0, canceled: 2 } } },
	expired: { end: 'ended', result: { counts: { succeeded: 0, expired: 2 } } },
	partial: { end: 'ended', result: { counts: { succeeded: 1, errored: 1 } } },
	archived: { end: 'ended' },
});
