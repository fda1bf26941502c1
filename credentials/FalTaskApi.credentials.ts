import type { ICredentialType } from 'n8n-workflow';

import { fal } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at fal.ai. Also usable in the HTTP Request node, to submit tasks. */
export class FalTaskApi implements ICredentialType {
	name = 'falTaskApi';

	displayName = 'fal.ai Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(fal);

	authenticate = authenticateService(fal);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
