import type { ICredentialType } from 'n8n-workflow';

import { openAi } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at OpenAI. Also usable in the HTTP Request node, to submit tasks. */
export class OpenAiTaskApi implements ICredentialType {
	name = 'openAiTaskApi';

	displayName = 'OpenAI Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(openAi);

	authenticate = authenticateService(openAi);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
