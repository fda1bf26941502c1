import type { ICredentialType } from 'n8n-workflow';

import { mux } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at Mux. Also usable in the HTTP Request node, to submit tasks. */
export class MuxTaskApi implements ICredentialType {
	name = 'muxTaskApi';

	displayName = 'Mux Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(mux);

	authenticate = authenticateService(mux);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
