import { TaskRequestError } from '../../../task/errors';
import { toText } from '../../../task/normalize';
import type { Task } from '../../../task/task';
import type { ProviderHost } from '../../provider';
import type { Description } from '../description';
import { readRef } from '../fields';
import { connect } from '../session';
import { testCredential as testDescription, withKey } from '../testCredential';
import { describe } from './describe';

/**
 * Asks for the credential's test task, and says what was read. Without one the description alone is
 * checked, with its own test if it has one.
 * @throws {TaskRequestError}
 */
export async function testCredential(host: ProviderHost, signal: AbortSignal): Promise<string> {
	const description = await describe(host.credential);
	const taskId = toText(host.credential.testTaskId);
	if (taskId === null) {
		await testDescription(host, description, signal);
		return description.test === undefined
			? 'The description is complete. Nothing was asked: fill in Test Task ID to ask for a task.'
			: 'The API answers as the test in the description says';
	}
	const session = connect(withKey(host, description), description);
	const { task } = await session.getTask(readRef(description, { taskId }), signal);
	return whatWasRead(task, description);
}

function whatWasRead({ state, rawStatus, failure }: Task, { state: rules }: Description): string {
	const path = (rules ?? []).flatMap((rule) => ('path' in rule ? [rule.path] : []))[0];
	const read = `"${path ?? 'status'}" is "${rawStatus ?? ''}"`;
	if (state === 'unknown') {
		throw new TaskRequestError('configuration', `${read}, which is in none of the lists`, {
			description: 'Add the word to the list of the state that it means.',
		});
	}
	if (state === 'notFound') {
		throw new TaskRequestError(
			'configuration',
			`The API says that there is no such task: ${failure?.message ?? ''}`,
			{ description: 'Fill in the ID of a task that exists, and check Status Path.' },
		);
	}
	return rawStatus === null ? `The task is ${state}` : `${read} → ${state}`;
}
