import type { ICredentialType } from 'n8n-workflow';

import { azureDocumentIntelligence } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Azure Document Intelligence. Also usable in the HTTP Request node, to submit tasks. */
export class AzureDocumentIntelligenceTaskApi implements ICredentialType {
	name = 'azureDocumentIntelligenceTaskApi';

	displayName = 'Azure Document Intelligence Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(azureDocumentIntelligence);

	authenticate = authenticateService(azureDocumentIntelligence);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
