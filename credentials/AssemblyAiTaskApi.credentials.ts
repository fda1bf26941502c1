import type { ICredentialType } from 'n8n-workflow';

import { assemblyAi } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at AssemblyAI. Also usable in the HTTP Request node, to submit tasks. */
export class AssemblyAiTaskApi implements ICredentialType {
	name = 'assemblyAiTaskApi';

	displayName = 'AssemblyAI Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(assemblyAi);

	authenticate = authenticateService(assemblyAi);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
