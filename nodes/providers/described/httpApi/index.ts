import { MS_PER_SECOND } from '../../../task/limits';
import type { ProviderSession, TaskProvider } from '../../provider';
import { isUrl } from '../address';
import type { Pace } from '../description';
import { taskIdOf } from '../exchangeOf';
import { fieldOf, readRef } from '../fields';
import { HTTP_API } from './panel';

/** Any HTTP API that its credential describes: by fields, or by a description of its own. */
export const httpApi: TaskProvider = {
	name: HTTP_API.name,
	displayName: 'Other HTTP API',
	credentialType: HTTP_API.credential.type,
	credentialSecrets: ['value'],
	// A panel cannot look into a credential: what one may say, all can.
	canRequireAction: true,
	canWarn: true,
	hasResultFiles: true,
	fields: HTTP_API.identifiers.map(fieldOf),
	options: [],
	maxConcurrency: Number.POSITIVE_INFINITY,
	minPollIntervalMs: 1000,
	readRef: (given) => readRef(HTTP_API, given),
	taskIdOf: (ref) => taskIdOf(HTTP_API, ref),
	// Here the query may be what tells two tasks apart.
	identityOf: ({ taskId = '' }) => (isUrl(taskId) ? withoutFragment(taskId) : taskId),
	secretsOf: () => [],
	connect: async (host) => {
		const [{ connect }, { describe }] = await Promise.all([
			import('../session'),
			import('./describe'),
		]);
		const description = await describe(host.credential);
		return atPace(connect(host, description), description.pace);
	},
	testCredential: async (host, signal) =>
		await (await import('./testCredential')).testCredential(host, signal),
};

/**
 * The nodes know the pace of a provider before any credential is opened: one that the credential
 * describes goes with the answers, as if the API asked for it.
 */
function atPace(session: ProviderSession, pace: Pace | undefined): ProviderSession {
	const restMs = (pace?.minSeconds ?? 0) * MS_PER_SECOND;
	return {
		...session,
		getTask: async (ref, signal) => {
			const answer = await session.getTask(ref, signal);
			const retryAfterMs = Math.max(restMs, answer.retryAfterMs ?? 0);
			return answer.task.finished || retryAfterMs === 0 ? answer : { ...answer, retryAfterMs };
		},
	};
}

function withoutFragment(value: string): string {
	const url = new URL(value);
	url.hash = '';
	return url.href;
}
