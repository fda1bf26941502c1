import type { ICredentialType } from 'n8n-workflow';

import { runPod } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at RunPod. Also usable in the HTTP Request node, to submit tasks. */
export class RunPodTaskApi implements ICredentialType {
	name = 'runPodTaskApi';

	displayName = 'RunPod Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(runPod);

	authenticate = authenticateService(runPod);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
