import type { ICredentialType } from 'n8n-workflow';

import { replicate } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Replicate. Also usable in the HTTP Request node, to submit tasks. */
export class ReplicateTaskApi implements ICredentialType {
	name = 'replicateTaskApi';

	displayName = 'Replicate Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(replicate);

	authenticate = authenticateService(replicate);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
