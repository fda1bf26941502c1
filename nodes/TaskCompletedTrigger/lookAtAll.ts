import type { TaskAnswer, TaskList, TaskProvider } from '../providers/provider';
import { toWord } from '../task/normalize';
import type { Channel } from './channel';
import type { Poll } from './currentPoll';
import { isCutOff, noteAnswer } from './faults';
import type { Fault } from './faults';
import type { HandOver } from './handOver';
import { judgeLook, noteRetryAfter, take } from './lookAt';
import { hashOf, putMark, taskKey } from './marks';
import { healthOf } from './memory';
import { listTasks } from './sessions';
import { markAfter } from './verdict';

/** Where the static data says whose tasks have a baseline. */
const BASELINE = 'baseline';

/**
 * Looks at every task of a server. What was there at the first look is the baseline, and no news; a
 * task whose state could not be learnt then is a part of it.
 */
export async function lookAtAll(poll: Poll, channel: Channel, handOver: HandOver): Promise<void> {
	const { provider } = channel;
	const { sessions, memory, turn } = poll;
	let secrets: readonly string[] = [];
	try {
		const session = await sessions.open(provider);
		secrets = session.secretsOf(null);
		const list = await listTasks(session, turn.signal);
		channel.hasAnswered = true;
		noteAnswer(healthOf(memory, provider.name));
		if (channel.looks++ === 0) await keepBaseline(poll, provider, list);
		for (const answer of list.answers) {
			const watched = watchedOf(provider, answer);
			if (memory.doubtful.delete(watched.key)) noteAsFired(poll, provider, answer);
			// A list may name a task twice.
			if (!handOver.holds(watched.key)) take(poll, watched, answer, handOver);
		}
		const faults = list.faults.map((error): Fault => ({ error, secrets }));
		judgeLook(poll, channel, { answered: 1, faults });
	} catch (error) {
		if (isCutOff(error)) return;
		noteRetryAfter(poll, provider, error);
		judgeLook(poll, channel, { answered: 0, faults: [{ error, secrets }] });
	}
}

async function keepBaseline(poll: Poll, provider: TaskProvider, list: TaskList): Promise<void> {
	const { context, memory, data } = poll;
	const type = provider.credentialType;
	const { baseUrl } = await context.getCredentials(type);
	const id = context.getNode().credentials?.[type]?.id ?? '';
	const server = hashOf([provider.name, id, toWord(baseUrl) ?? '']);
	if (memory.baseline !== server && data[BASELINE] !== server) {
		for (const answer of list.answers) noteAsFired(poll, provider, answer);
		for (const ref of list.doubtful ?? []) memory.doubtful.add(taskKey(provider, ref));
	}
	memory.baseline = server;
	if (data[BASELINE] !== server) data[BASELINE] = server;
}

function noteAsFired(
	{ memory, data, clock }: Poll,
	provider: TaskProvider,
	answer: TaskAnswer,
): void {
	const { task } = answer;
	if (!task.finished && task.state !== 'actionRequired') return;
	const { key } = watchedOf(provider, answer);
	const mark = markAfter(
		task,
		memory.marks.get(key),
		true,
		clock.now(),
		provider.restartKeepsStart === true,
	);
	if (mark !== undefined) putMark(memory.marks, data, key, mark);
}

function watchedOf(provider: TaskProvider, { task: { ref } }: TaskAnswer) {
	return { key: taskKey(provider, ref), provider, ref, rows: [] };
}
