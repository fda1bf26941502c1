import type { ICredentialType } from 'n8n-workflow';

import { cloudConvert } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at CloudConvert. Also usable in the HTTP Request node, to submit tasks. */
export class CloudConvertTaskApi implements ICredentialType {
	name = 'cloudConvertTaskApi';

	displayName = 'CloudConvert Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(cloudConvert);

	authenticate = authenticateService(cloudConvert);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
