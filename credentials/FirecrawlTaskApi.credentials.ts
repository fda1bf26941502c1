import type { ICredentialType } from 'n8n-workflow';

import { firecrawl } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Firecrawl. Also usable in the HTTP Request node, to submit tasks. */
export class FirecrawlTaskApi implements ICredentialType {
	name = 'firecrawlTaskApi';

	displayName = 'Firecrawl Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(firecrawl);

	authenticate = authenticateService(firecrawl);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
