import type { ICredentialType } from 'n8n-workflow';

import { leonardo } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Leonardo.Ai. Also usable in the HTTP Request node, to submit tasks. */
export class LeonardoTaskApi implements ICredentialType {
	name = 'leonardoTaskApi';

	displayName = 'Leonardo.Ai Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(leonardo);

	authenticate = authenticateService(leonardo);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
