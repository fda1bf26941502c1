import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readBaseUrl } from '../providers/shared/baseUrl';
import { TaskRequestError } from '../task/errors';
import type { OpenCredential } from './n8nRequest';
import type { HostContext } from './streamedRequest';

/**
 * Looks the node's credential up and decrypts it, once for all requests of an execution or poll.
 * @param whose for whom it is, in words
 * @throws {TaskRequestError} kind `configuration` for a credential that is not chosen or that n8n
 * cannot read, and for an unusable base URL
 */
export async function openCredential(
	context: HostContext,
	type: string,
	whose: string,
): Promise<{ credential: OpenCredential; data: ICredentialDataDecryptedObject }> {
	const chosen = context.getNode().credentials?.[type];
	if (chosen === undefined) throw notChosen(whose);
	const data = await context.getCredentials(type).catch((error: unknown) => {
		throw unreadable(error);
	});
	const baseUrl = readBaseUrl(data.baseUrl);
	return {
		data,
		credential: {
			baseUrl,
			host: new URL(baseUrl).host,
			decrypted: { id: chosen.id ?? '', name: chosen.name, type, data },
		},
	};
}

function notChosen(whose: string): TaskRequestError {
	return new TaskRequestError('configuration', `No credential for ${whose} is chosen`, {
		description: `Choose or create the credential for ${whose} at the top of this node.`,
	});
}

/** Deleted, not shared with the workflow's owner, or encrypted with another key. */
function unreadable(error: unknown): TaskRequestError {
	const reason = error instanceof Error ? error.message : String(error);
	return new TaskRequestError('configuration', `The credential cannot be read: ${reason}`, {
		description: 'Open this node and choose the credential again, or create a new one.',
	});
}
