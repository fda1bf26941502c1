import { hexId } from './ids';
import { answer, bearer, status, words, type Call, type Service } from './service';
import { submitted } from './simulator';

// Documented for the sibling route /log/; for this one a guess.
const NOT_FOUND = answer(404, { error: 'Snapshot not found' });
const BUILDING = answer(202, {
	status: 'building',
	message: 'Snapshot is building, try again in 10s',
});
const life = words('status', 'starting', 'running');
const ROWS = [{ url: 'https://example.com/1' }, { url: 'https://example.com/2' }];
const ready = { status: 'ready', records: 2 };

function snapshot({ tasks, params, query }: Call) {
	if (tasks.peek(params['id']) === undefined) return NOT_FOUND;
	const result = tasks.result(params['id']) ?? BUILDING;
	if (!Array.isArray(result.body) || query['format'] === 'json') return result;
	return { body: result.body.map((row) => JSON.stringify(row)).join('\n') };
}

function cancel({ tasks, params }: Call) {
	return tasks.turn(params['id'], 'canceled') === undefined ? NOT_FOUND : { body: 'OK' };
}

/** Bright Data's snapshots: `ready` says that rows are there, not that all of them are good. */
export const brightData: Service = {
	name: 'brightData',
	origins: ['https://api.brightdata.com'],
	// The text is a guess.
	refuse: bearer({ status: 401, body: 'Invalid credentials' }),
	newId: hexId('s_', 8),
	lives: {
		done: { end: 'succeeded', moments: [...life, ready], result: { body: ROWS } },
		failed: {
			end: 'failed',
			moments: [...life, { status: 'failed', error_message: 'Crawler error: no access' }],
		},
		// Words of the vendor's other SDK.
		canceled: { end: 'canceled', moments: [...life, { status: 'cancelled' }] },
		errorWord: { end: 'failed', moments: [...life, { status: 'error' }] },
		// Third parties saw these.
		building: { end: 'running', moments: words('status', 'collecting', 'building') },
		// `errors` as a count is third-party knowledge.
		partial: {
			end: 'succeeded',
			warns: true,
			moments: [...life, { ...ready, errors: 1 }],
			result: { body: ROWS },
		},
		// Ready, but its download is not.
		late: { end: 'succeeded', moments: [...life, ready], result: BUILDING },
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /datasets/v3/trigger': (call) => ({ snapshot_id: submitted(call).id }),
		'GET /datasets/v3/progress/:id': status(
			({ task, moment }) => ({ snapshot_id: task.id, dataset_id: 'gd_m7aof0k82', ...moment }),
			NOT_FOUND,
		),
		'GET /datasets/v3/snapshot/:id': snapshot,
		'POST /datasets/v3/snapshot/:id/cancel': cancel,
	},
	ref: (snapshotId) => ({ snapshotId }),
};
