import type { TestedCredential } from '../host/credentialTest';
import { WATCH_LIST_CREDENTIAL } from './properties';

/** The credential of the watch list with its test, which is loaded when somebody runs it. */
export const watchListCredential: TestedCredential = {
	credentialType: WATCH_LIST_CREDENTIAL,
	credentialSecrets: ['apiKey'],
	testCredential: async (host, signal) =>
		await (await import('./testCredential')).testCredential(host, signal),
};
