import type { INodeProperties } from 'n8n-workflow';

/** For the credential of a system that stands on the customer's own machines; n8n's name for it. */
export const ignoreSslIssues: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description:
		'Whether to connect even if the TLS certificate of the server cannot be verified, for example a self-signed one. Safer: give n8n the authority with NODE_EXTRA_CA_CERTS.',
};
