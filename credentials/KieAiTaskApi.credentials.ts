import type { ICredentialType } from 'n8n-workflow';

import { kieAi } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at kie.ai. Also usable in the HTTP Request node, to submit tasks. */
export class KieAiTaskApi implements ICredentialType {
	name = 'kieAiTaskApi';

	displayName = 'kie.ai Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(kieAi);

	authenticate = authenticateService(kieAi);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
