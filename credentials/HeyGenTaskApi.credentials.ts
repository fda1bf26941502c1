import type { ICredentialType } from 'n8n-workflow';

import { heyGen } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at HeyGen. Also usable in the HTTP Request node, to submit tasks. */
export class HeyGenTaskApi implements ICredentialType {
	name = 'heyGenTaskApi';

	displayName = 'HeyGen Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(heyGen);

	authenticate = authenticateService(heyGen);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
