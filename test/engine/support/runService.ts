import type { IDataObject } from 'n8n-workflow';

import * as services from '../../../nodes/providers/described/services';
import { KEY } from './documentedServices';
import { runTaskStatus } from './engine';

/** The credential's type and data, with the prefilled path at the server of this test. */
export function credentialOf(
	name: string,
	origin: string,
): { readonly type: string; readonly data: IDataObject } {
	const service = Object.values(services).find((one) => one.name === name);
	if (service === undefined) throw new Error(`No service ${name}`);
	const { type, fields = [{ name: 'apiKey', isSecret: true }] } = service.credential;
	const path = service.baseUrl === '' ? '' : new URL(service.baseUrl).pathname.replace(/\/$/, '');
	const secrets = fields.map((field) => [field.name, field.isSecret ? ` ${KEY}\n` : 'token-1']);
	const data = { ...Object.fromEntries(secrets), baseUrl: origin + path } as IDataObject;
	return { type, data };
}

/** The items of Task Status behind an item. */
export async function runService(
	origin: string,
	service: string,
	item: IDataObject,
	parameters: IDataObject = {},
): Promise<readonly IDataObject[]> {
	const { type, data } = credentialOf(service, origin);
	const options = { requestTimeout: 5 };
	const { outputs, error } = await runTaskStatus({
		items: [item],
		parameters: {
			provider: service,
			operation: 'getStatus',
			outputMode: 'single',
			options,
			...parameters,
		} as never,
		credentials: { [type]: data as never },
	});
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json, binary }) => ({
		...json,
		...(binary && { binary: Object.keys(binary) }),
	}));
}

/** An error whose message contains this. */
export const saying = (words: string) => ({
	message: expect.stringContaining(words) as string,
});

/** Services that answer an unknown key with another status than 401: a 403, and Gemini a 400. */
const OTHER_REFUSALS: Readonly<Record<string, string>> = {
	shotstack: 'does not allow this request',
	json2Video: 'does not allow this request',
	googleGemini: 'API key not valid',
};

/** What Task Status says of a key that a service does not know. */
export const refusedKey = (service: string): string => OTHER_REFUSALS[service] ?? 'refused the key';
