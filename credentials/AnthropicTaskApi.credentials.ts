import type { ICredentialType } from 'n8n-workflow';

import { anthropicBatch } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Anthropic. Also usable in the HTTP Request node, to submit tasks. */
export class AnthropicTaskApi implements ICredentialType {
	name = 'anthropicTaskApi';

	displayName = 'Anthropic Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(anthropicBatch);

	authenticate = authenticateService(anthropicBatch);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
