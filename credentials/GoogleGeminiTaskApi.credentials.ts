import type { ICredentialType } from 'n8n-workflow';

import { googleGemini } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Google Gemini. Also usable in the HTTP Request node, to submit tasks. */
export class GoogleGeminiTaskApi implements ICredentialType {
	name = 'googleGeminiTaskApi';

	displayName = 'Google Gemini Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(googleGemini);

	authenticate = authenticateService(googleGemini);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
