import type { ICredentialType } from 'n8n-workflow';

import { meshy } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Meshy. Also usable in the HTTP Request node, to submit tasks. */
export class MeshyTaskApi implements ICredentialType {
	name = 'meshyTaskApi';

	displayName = 'Meshy Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(meshy);

	authenticate = authenticateService(meshy);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
