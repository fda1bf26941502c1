import type { IDataObject, IHttpRequestOptions, INodeParameters } from 'n8n-workflow';

import { authenticateService } from '../../credentials/shared/service';
import * as services from '../../nodes/providers/described/services';
import {
	KEY,
	SERVICES,
	serviceOf,
	startServices,
	type ServicesSimulator,
} from '../simulators/services';
import { taskStatusSays } from './support/taskStatusSays';

let simulator: ServicesSimulator;

beforeAll(async () => {
	simulator = await startServices({ stepMs: 0 });
});
afterAll(async () => {
	await simulator.close();
});

/** A submit as the HTTP Request node sends it, signed by the credential; its item, with headers. */
async function submit(service: string): Promise<IDataObject> {
	const { routes, credential = { apiKey: KEY } } = serviceOf(service);
	const [route = ''] = Object.keys(routes).filter((one) => one.startsWith('POST '));
	const path = route.slice('POST '.length).replace('*', 'acme/model').replace(/:\w+/g, 'acme');
	const description = Object.values(services).find(({ name }) => name === service);
	if (description === undefined) throw new Error(`${service} is not described`);
	const request: IHttpRequestOptions = { url: simulator.baseUrlOf(service) + path };
	const sign = authenticateService(description);
	if (typeof sign !== 'function') throw new Error('A service signs by a function');
	const { headers = {}, qs = {} } = await sign(credential, request);
	const response = await fetch(`${request.url}?${new URLSearchParams(qs as never)}`, {
		method: 'POST',
		headers: { ...(headers as Record<string, string>), 'content-type': 'application/json' },
		body: JSON.stringify({ prompt: 'simulate:done' }),
	});
	expect(response.status).toBeLessThan(300);
	const text = await response.text();
	const body: unknown = text === '' ? {} : JSON.parse(text);
	const json = (Array.isArray(body) ? body[0] : body) as IDataObject;
	return { ...json, headers: Object.fromEntries(response.headers) };
}

/** What no answer has: the part of the address that the task was sent to. */
function typed(service: string): INodeParameters {
	const { identifiers = [] } = Object.values(services).find(({ name }) => name === service) ?? {};
	const left = identifiers.filter(({ from, options }) => from === undefined && !options);
	return Object.fromEntries(left.map(({ name }) => [name, 'acme']));
}

it.each(SERVICES.map(({ name }) => name))(
	'%s: the credential signs the submit, and Task Status finds the task in its answer',
	async (name) => {
		const item = await submit(name);
		const base = simulator.baseUrlOf(name);
		// No other identifier is filled in: their defaults are expressions.
		const ref = typed(name);
		const first = await taskStatusSays(name, ref, base, { item });
		expect(first.state).toMatch(/^(queued|running)$/);
		const { moments = [] } = serviceOf(name).lives['done'] ?? {};
		for (let look = 0; look < moments.length; look += 1) {
			await taskStatusSays(name, ref, base, { item });
		}
		expect(await taskStatusSays(name, ref, base, { item })).toMatchObject({ state: 'succeeded' });
	},
);
