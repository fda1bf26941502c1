import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';

import { TaskCompletedTrigger } from '../../../nodes/TaskCompletedTrigger/TaskCompletedTrigger.node';
import { TaskStatus } from '../../../nodes/TaskStatus/TaskStatus.node';

/** Both nodes list every credential type, and n8n takes the test of whichever it finds first. */
export const NODES: readonly INodeType[] = [new TaskStatus(), new TaskCompletedTrigger()];

/** Tests a credential as n8n does: by the name in `testedBy`, in n8n's own context. */
export async function testCredential(
	type: string,
	data: ICredentialDataDecryptedObject,
	node: INodeType | undefined = NODES[0],
): Promise<INodeCredentialTestResult> {
	const { testedBy } = node?.description.credentials?.find(({ name }) => name === type) ?? {};
	const run = node?.methods?.credentialTest?.[String(testedBy)];
	if (run === undefined) throw new Error(`No test of ${type}`);
	return await run.call(new CredentialTestContext(), { id: '1', name: 'test', type, data });
}
