import type { ICredentialType } from 'n8n-workflow';

import { json2Video } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at JSON2Video. Also usable in the HTTP Request node, to submit tasks. */
export class Json2VideoTaskApi implements ICredentialType {
	name = 'json2VideoTaskApi';

	displayName = 'JSON2Video Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(json2Video);

	authenticate = authenticateService(json2Video);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
