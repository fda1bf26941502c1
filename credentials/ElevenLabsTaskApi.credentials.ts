import type { ICredentialType } from 'n8n-workflow';

import { elevenLabsDubbing } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at ElevenLabs. Also usable in the HTTP Request node, to submit tasks. */
export class ElevenLabsTaskApi implements ICredentialType {
	name = 'elevenLabsTaskApi';

	displayName = 'ElevenLabs Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(elevenLabsDubbing);

	authenticate = authenticateService(elevenLabsDubbing);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
