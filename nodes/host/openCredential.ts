import { NodeOperationError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readBaseUrl } from '../providers/shared/baseUrl';
import { TaskRequestError } from '../task/errors';
import type { OpenCredential } from './n8nRequest';
import type { HostContext } from './streamedRequest';

/**
 * Looks the node's credential up and decrypts it, once for all requests of an execution or poll.
 * @throws {TaskRequestError} kind `configuration` for a credential that n8n cannot read, and for
 * an unusable base URL
 */
export async function openCredential(
	context: HostContext,
	type: string,
): Promise<{ credential: OpenCredential; data: ICredentialDataDecryptedObject }> {
	const data = await context.getCredentials(type).catch((error: unknown) => {
		throw error instanceof NodeOperationError ? error : unreadable(error);
	});
	const { id, name } = context.getNode().credentials?.[type] ?? {};
	const baseUrl = readBaseUrl(data.baseUrl);
	return {
		data,
		credential: {
			baseUrl,
			host: new URL(baseUrl).host,
			decrypted: { id: id ?? '', name: name ?? '', type, data },
		},
	};
}

/** Deleted, not shared with the workflow's owner, or encrypted with another key. */
function unreadable(error: unknown): TaskRequestError {
	const reason = error instanceof Error ? error.message : String(error);
	return new TaskRequestError('configuration', `The credential cannot be read: ${reason}`, {
		description: 'Open this node and choose the credential again, or create a new one.',
	});
}
