import type { ICredentialType } from 'n8n-workflow';

import { runway } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Runway. Also usable in the HTTP Request node, to submit tasks. */
export class RunwayTaskApi implements ICredentialType {
	name = 'runwayTaskApi';

	displayName = 'Runway Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(runway);

	authenticate = authenticateService(runway);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
