import type { ICredentialTestFunction } from 'n8n-workflow';

import { providers } from '../providers';
import type { TaskProvider } from '../providers/provider';

/** The `testedBy` of a provider's credential; undefined where the credential tests itself. */
export function credentialTestName(provider: TaskProvider): string | undefined {
	return provider.testCredential && `${provider.credentialType}Test`;
}

/** The `methods.credentialTest` of the node. */
export const credentialTests: Record<string, ICredentialTestFunction> = Object.fromEntries(
	providers.flatMap((provider) => {
		const name = credentialTestName(provider);
		return name === undefined ? [] : [[name, testOf(provider)] as const];
	}),
);

/** Loaded when somebody tests a credential. */
function testOf(provider: TaskProvider): ICredentialTestFunction {
	return async function (this, credential) {
		const { credentialTest } = await import('../host/credentialTest');
		return await credentialTest(provider).call(this, credential);
	};
}
