import type { ICredentialType } from 'n8n-workflow';

import { waveSpeed } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at WaveSpeedAI. Also usable in the HTTP Request node, to submit tasks. */
export class WaveSpeedTaskApi implements ICredentialType {
	name = 'waveSpeedTaskApi';

	displayName = 'WaveSpeedAI Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(waveSpeed);

	authenticate = authenticateService(waveSpeed);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
