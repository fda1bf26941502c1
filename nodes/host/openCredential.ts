import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readBaseUrl } from '../providers/shared/baseUrl';
import type { HostContext, OpenCredential } from './n8nRequest';

/**
 * Looks the node's credential up and decrypts it, once for all requests of an execution or poll.
 * @throws {TaskRequestError} kind `configuration` for an unusable base URL
 */
export async function openCredential(
	context: HostContext,
	type: string,
): Promise<{ credential: OpenCredential; data: ICredentialDataDecryptedObject }> {
	const data = await context.getCredentials(type);
	const { id, name } = context.getNode().credentials?.[type] ?? {};
	return {
		data,
		credential: {
			baseUrl: readBaseUrl(data.baseUrl),
			decrypted: { id: id ?? '', name: name ?? '', type, data },
		},
	};
}
