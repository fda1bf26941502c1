import type { TaskProvider } from '../provider';
import type { Description } from './description';
import { exchangesOf, identityOf, taskIdOf } from './exchangeOf';
import { fieldOf, readRef } from './fields';
import { DEFAULT_MIN_SECONDS } from './limits';

const MS_PER_SECOND = 1000;

/** A provider like any other, made of a description. What asks and reads is loaded on first use. */
export function describedProvider(description: Description): TaskProvider {
	const exchanges = exchangesOf(description);
	const { credential, pace } = description;
	return {
		name: description.name,
		displayName: description.displayName,
		credentialType: credential.type,
		credentialSecrets: credential.fields?.flatMap(({ name, isSecret }) =>
			isSecret === true ? [name] : [],
		) ?? ['apiKey'],
		canRequireAction: exchanges.some((exchange) =>
			JSON.stringify(exchange).includes('"actionRequired"'),
		),
		canWarn: exchanges.some(({ warning }) => warning !== undefined),
		hasResultFiles: exchanges.some(({ result }) => result?.files !== undefined),
		fields: description.identifiers.map(fieldOf),
		options: [],
		maxConcurrency: Number.POSITIVE_INFINITY,
		minPollIntervalMs: (pace?.minSeconds ?? DEFAULT_MIN_SECONDS) * MS_PER_SECOND,
		readRef: (given) => readRef(description, given),
		taskIdOf: (ref) => taskIdOf(description, ref),
		identityOf: (ref) => identityOf(description, ref),
		secretsOf: () => [],
		connect: async (host) => (await import('./session')).connect(host, description),
		testCredential: async (host, signal) => {
			const { testCredential } = await import('./testCredential');
			await testCredential(host, description, signal);
		},
	};
}
