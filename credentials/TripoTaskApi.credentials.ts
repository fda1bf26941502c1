import type { ICredentialType } from 'n8n-workflow';

import { tripo } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Tripo. Also usable in the HTTP Request node, to submit tasks. */
export class TripoTaskApi implements ICredentialType {
	name = 'tripoTaskApi';

	displayName = 'Tripo Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(tripo);

	authenticate = authenticateService(tripo);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
