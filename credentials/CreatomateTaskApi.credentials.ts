import type { ICredentialType } from 'n8n-workflow';

import { creatomate } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Creatomate. Also usable in the HTTP Request node, to submit tasks. */
export class CreatomateTaskApi implements ICredentialType {
	name = 'creatomateTaskApi';

	displayName = 'Creatomate Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(creatomate);

	authenticate = authenticateService(creatomate);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
