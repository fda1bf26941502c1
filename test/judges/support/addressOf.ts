import * as services from '../../../nodes/providers/described/services';

/** The prefilled address of the credential, with `baseUrl` in the place of the vendor's origin. */
export function addressOf(service: string, baseUrl: string): string {
	const prefilled = Object.values(services).find(({ name }) => name === service)?.baseUrl ?? '';
	const path = prefilled === '' ? '' : new URL(prefilled).pathname;
	return baseUrl + path.replace(/\/$/, '');
}
