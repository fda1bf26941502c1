import { judge } from './support/judge';

judge('apify', {
	done: { end: 'SUCCEEDED', result: [{ title: 'one' }, { title: 'two' }] },
	empty: { end: 'SUCCEEDED', result: [] },
	failed: { end: 'FAILED', error: 'Blocked by the site' },
	timedOut: { end: 'TIMED-OUT' },
	canceled: { end: 'ABORTED' },
});
