import type { ICredentialType } from 'n8n-workflow';

import { luma } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Luma Dream Machine. Also usable in the HTTP Request node, to submit tasks. */
export class LumaTaskApi implements ICredentialType {
	name = 'lumaTaskApi';

	displayName = 'Luma Dream Machine Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(luma);

	authenticate = authenticateService(luma);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
