import type { ICredentialType } from 'n8n-workflow';

import { miniMax } from '../nodes/providers/described/services';
import { authenticateService, serviceProperties } from './shared/service';

/** An account at MiniMax. Also usable in the HTTP Request node, to submit tasks. */
export class MiniMaxTaskApi implements ICredentialType {
	name = 'miniMaxTaskApi';

	displayName = 'MiniMax Task API';

	icon = { light: 'file:describedTaskApi.svg', dark: 'file:describedTaskApi.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-task-status#services';

	properties = serviceProperties(miniMax);

	authenticate = authenticateService(miniMax);

	/** The nodes test it (`testedBy`), as the description says. */
	declare readonly test?: never;
}
