import type { IAuthenticate, INodeProperties } from 'n8n-workflow';

import { authenticationOf } from '../../nodes/providers/described/authentication';
import type { CredentialField, Description } from '../../nodes/providers/described/description';

const API_KEY: CredentialField = {
	name: 'apiKey',
	displayName: 'API Key',
	isSecret: true,
	description: 'The key of your account',
};

/** The fields of a service's credential: what signs its requests, and its prefilled address. */
export function serviceProperties(description: Description): INodeProperties[] {
	const { fields = [API_KEY], baseUrlDescription, baseUrlPlaceholder } = description.credential;
	return [
		...fields.map((field): INodeProperties => ({
			displayName: field.displayName,
			name: field.name,
			type: 'string',
			...(field.isSecret === true && { typeOptions: { password: true } }),
			default: '',
			required: true,
			...(field.description !== undefined && { description: field.description }),
		})),
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: description.baseUrl,
			required: true,
			placeholder: baseUrlPlaceholder ?? `e.g. ${description.baseUrl}`,
			description: baseUrlDescription ?? 'The address of the API. Change it for a gateway.',
		},
	];
}

/** Signs a request as the service documents it; the HTTP Request node submits tasks with it. */
export function authenticateService(
	description: Pick<Description, 'authentication' | 'headers'>,
): IAuthenticate {
	return async (credential, request) => {
		const { headers, query } = authenticationOf(description, credential);
		return await Promise.resolve({
			...request,
			headers: { ...request.headers, ...headers },
			...(Object.keys(query).length > 0 && { qs: { ...request.qs, ...query } }),
		});
	};
}
