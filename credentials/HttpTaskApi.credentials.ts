import type { ICredentialType } from 'n8n-workflow';

import { authenticateOwn, ownProperties } from './shared/ownApi';

/** Any HTTP API with tasks, described once. Also usable in the HTTP Request node, to submit tasks. */
export class HttpTaskApi implements ICredentialType {
	name = 'httpTaskApi';

	displayName = 'HTTP Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#other-http-api';

	properties = ownProperties;

	authenticate = authenticateOwn;

	/** The nodes test it (`testedBy`): it asks for a task, and says what was read. */
	declare readonly test?: never;
}
