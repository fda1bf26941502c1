import { checkDescription } from '../../../nodes/providers/described/check';
import * as services from '../../../nodes/providers/described/services';
import { providers } from '../../../nodes/providers';

describe.each(Object.values(services).map((service) => [service.name, service] as const))(
	'%s',
	(name, service) => {
		it('is a description without a fault', () => {
			expect(() => checkDescription(service)).not.toThrow();
		});

		it('is data, which the build can join to others as JSON', () => {
			expect(JSON.parse(JSON.stringify(service))).toEqual(service);
		});

		it('is a provider with the credential of its own', () => {
			expect(providers.find((one) => one.name === name)).toMatchObject({
				displayName: service.displayName,
				credentialType: service.credential.type,
			});
		});
	},
);

it('Names of providers and credentials are there once', () => {
	const names = providers.map(({ name }) => name);
	const types = providers.map(({ credentialType }) => credentialType);
	expect(new Set(names).size).toBe(names.length);
	expect(new Set(types).size).toBe(types.length);
});

it('Services stand behind the founding four, by name', () => {
	const shown = providers
		.slice(4, 4 + Object.values(services).length)
		.map(({ displayName }) => displayName);
	expect(shown).toEqual([...shown].sort((one, other) => one.localeCompare(other, 'en')));
});
