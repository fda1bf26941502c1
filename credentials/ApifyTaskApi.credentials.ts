import type { ICredentialType } from 'n8n-workflow';

import { apify } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Apify. Also usable in the HTTP Request node, to submit tasks. */
export class ApifyTaskApi implements ICredentialType {
	name = 'apifyTaskApi';

	displayName = 'Apify Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(apify);

	authenticate = authenticateService(apify);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
