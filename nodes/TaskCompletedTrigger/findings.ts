import type { TaskSession } from '../host/openSession';
import { toNodeError } from '../host/toNodeError';
import type { TaskAnswer, TaskList, TaskProvider } from '../providers/provider';
import type { Poll } from './currentPoll';
import { decide, note } from './decide';
import type { HandOver } from './handOver';
import type { Findings } from './lookAt';
import { hashOf, taskKey } from './marks';
import type { Watched } from './sources/source';

/** Where the static data says whose tasks have a baseline. */
const BASELINE = 'baseline';

/** What is found is decided on and handed over. A fault of a single task concerns its rows alone. */
export function createFindings(poll: Poll, handOver: HandOver): Findings {
	const { context, memory } = poll;
	const take = (watched: Watched, answer: TaskAnswer) => {
		const isForgotten = answer.task.state === 'notFound';
		if (!isForgotten && watched.rows.length === 0) memory.seen.add(watched.key);
		handOver.add(decide(poll, watched, answer));
	};
	return {
		take,
		takeAll: (session, list) => {
			keepBaseline(poll, session, list);
			const taken = new Set<string>();
			for (const answer of list.answers) {
				const watched = watchedOf(session.provider, answer);
				// Two tasks of one name have one mark: each would be news after the other, again and again.
				if (taken.has(watched.key)) continue;
				taken.add(watched.key);
				if (memory.doubtful.delete(watched.key)) noteAsFired(poll, watched, answer);
				take(watched, answer);
			}
		},
		fail: ({ rows }, { error, secrets }) => {
			if (rows.length === 0) return;
			const { message } = toNodeError(context.getNode(), error, secrets);
			handOver.addRows(rows.map((row) => ({ row, answer: null, message, isClosed: false })));
		},
	};
}

/**
 * What was there at the first look at a server is the baseline, and no news; a task whose state could
 * not be learnt then is a part of it.
 */
function keepBaseline(
	poll: Poll,
	{ provider, credential: { baseUrl, decrypted } }: TaskSession,
	{ answers, doubtful = [] }: TaskList,
): void {
	const { memory, data } = poll;
	const server = hashOf([provider.name, decrypted.id, baseUrl]);
	if (memory.baseline !== server && data[BASELINE] !== server) {
		for (const answer of answers) noteAsFired(poll, watchedOf(provider, answer), answer);
		for (const ref of doubtful) memory.doubtful.add(taskKey(provider, ref));
	}
	memory.baseline = server;
	if (data[BASELINE] !== server) data[BASELINE] = server;
}

function noteAsFired(poll: Poll, watched: Watched, { task }: TaskAnswer): void {
	if (task.finished || task.state === 'actionRequired') note(poll, watched, task, true);
}

function watchedOf(provider: TaskProvider, { task: { ref } }: TaskAnswer): Watched {
	return { key: taskKey(provider, ref), provider, ref, rows: [] };
}
