import type { ICredentialType } from 'n8n-workflow';

import { mistralBatch } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Mistral. Also usable in the HTTP Request node, to submit tasks. */
export class MistralTaskApi implements ICredentialType {
	name = 'mistralTaskApi';

	displayName = 'Mistral Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(mistralBatch);

	authenticate = authenticateService(mistralBatch);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
