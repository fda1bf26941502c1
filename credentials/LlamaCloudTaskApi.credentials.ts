import type { ICredentialType } from 'n8n-workflow';

import { llamaParse } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at LlamaCloud. Also usable in the HTTP Request node, to submit tasks. */
export class LlamaCloudTaskApi implements ICredentialType {
	name = 'llamaCloudTaskApi';

	displayName = 'LlamaCloud Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(llamaParse);

	authenticate = authenticateService(llamaParse);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
