import type { ICredentialType } from 'n8n-workflow';

import { brightData } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Bright Data. Also usable in the HTTP Request node, to submit tasks. */
export class BrightDataTaskApi implements ICredentialType {
	name = 'brightDataTaskApi';

	displayName = 'Bright Data Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(brightData);

	authenticate = authenticateService(brightData);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
