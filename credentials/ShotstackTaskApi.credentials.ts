import type { ICredentialType } from 'n8n-workflow';

import { shotstack } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Shotstack. Also usable in the HTTP Request node, to submit tasks. */
export class ShotstackTaskApi implements ICredentialType {
	name = 'shotstackTaskApi';

	displayName = 'Shotstack Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(shotstack);

	authenticate = authenticateService(shotstack);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
