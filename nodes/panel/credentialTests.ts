import type { ICredentialTestFunction } from 'n8n-workflow';

import type { TestedCredential } from '../host/credentialTest';
import { providers } from '../providers';
import { watchListCredential } from '../watchList/credential';

/** The `testedBy` of a credential type. Both nodes name it: n8n finds the test through either. */
export function credentialTestName(credentialType: string): string {
	return `${credentialType}Test`;
}

/** The `methods.credentialTest` of both nodes. */
export const credentialTests: Record<string, ICredentialTestFunction> = Object.fromEntries(
	[...providers, watchListCredential].map((credential) => [
		credentialTestName(credential.credentialType),
		testOf(credential),
	]),
);

/** Loaded when somebody tests a credential. */
function testOf(tested: TestedCredential): ICredentialTestFunction {
	return async function (this, credential) {
		const { credentialTest } = await import('../host/credentialTest');
		return await credentialTest(tested).call(this, credential);
	};
}
