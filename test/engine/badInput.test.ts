import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { HttpSimulator, type Fault } from '../simulators/support';
import { eventually } from '../support/eventually';
import { runTaskStatus, type EngineResult } from './support/engine';
import { everythingIn } from './support/everythingIn';
import { API_KEY, PROVIDER_CASES, type ProviderCase } from './support/providerCases';

const MEGABYTE = 1024 * 1024;
/** Far beyond the slowest machine; nothing here waits for it. */
const PATIENCE_MS = 30_000;
/** The item in the middle is the bad one. */
const BAD = 1;

/** Sentences that n8n has for everything, which say nothing about what happened here. */
const GENERIC = [
	/unknown error/i,
	/unexpected fault/i,
	/^Bad request/,
	/^Authorization failed/,
	/^Forbidden/,
	/^The resource you are requesting/,
	/^The service/,
	/^Your request is invalid/,
	/^The connection (was aborted|timed out|to the server|cannot)/,
	/^The (DNS server|host is unreachable|server closed)/,
	/perhaps/i,
	/undefined|\[object/,
];

interface ShownError {
	message: string;
	description?: string | null | undefined;
	context?: IDataObject;
}

function shownError(error: EngineResult['error'] | undefined): ShownError {
	if (error === undefined) throw new Error('There is no error');
	return error as ShownError;
}

/** What every error must be, whatever went wrong. */
function expectClearError(error: ShownError, secrets: readonly string[]): void {
	expect(error.message).not.toBe('');
	expect(error.description ?? '').not.toBe('');
	for (const generic of GENERIC) expect(error.message).not.toMatch(generic);
	const everything = everythingIn(error);
	for (const secret of secrets) {
		expect(everything).not.toContain(secret);
		expect(everything).not.toContain(encodeURIComponent(secret));
		// A part of a key is as good as a key that is half guessed.
		expect(everything).not.toContain(secret.slice(0, Math.ceil(secret.length / 2)));
	}
}

describe.each(PROVIDER_CASES)('With %s', (_name, start) => {
	let provider: ProviderCase;
	let elsewhere: HttpSimulator;
	let host: string;

	beforeAll(async () => {
		provider = await start();
		elsewhere = await new HttpSimulator('Elsewhere').start();
		({ host } = new URL(provider.simulator.baseUrl));
	});
	afterAll(async () => {
		await provider.simulator.close();
		await elsewhere.close();
	});
	beforeEach(() => {
		provider.simulator.faults.clear();
		provider.simulator.clearRequests();
		elsewhere.clearRequests();
	});

	const run = async (
		items: IDataObject[],
		more: Partial<Parameters<typeof runTaskStatus>[0]> = {},
	) =>
		await runTaskStatus({
			parameters: provider.parameters,
			credentials: provider.credentials(),
			items,
			...more,
		});

	/** Three items, the second with a fault: run to the error, and run on without it. */
	async function runWithFault(fault: Fault, options: INodeParameters = {}) {
		const items = [provider.doneTask(), provider.doneTask(), provider.doneTask()];
		const { id } = items[BAD] as { id: string };
		provider.simulator.faults.add({ fault, times: Infinity, when: provider.asksFor(id) });
		const parameters = { ...provider.parameters, options };
		const [stopped, continued] = await Promise.all([
			run(items, { parameters }),
			run(items, { parameters, onError: 'continueRegularOutput' }),
		]);
		return { stopped, continued, secrets: provider.secrets(id) };
	}

	/** The error of the bad item in both settings; the other items must be unharmed. */
	function expectOneBadItem(
		{ stopped, continued }: { stopped: EngineResult; continued: EngineResult },
		secrets: readonly string[],
	): ShownError {
		expect(stopped.status).toBe('error');
		const error = shownError(stopped.error);
		expect(error.context?.itemIndex).toBe(BAD);
		expectClearError(error, secrets);

		expect(continued.error).toBeUndefined();
		expect(continued.status).toBe('success');
		const [done = [], inProgress = [], failed = []] = continued.outputs;
		expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		for (const { json } of done) expect(json).toMatchObject({ state: 'succeeded', failure: null });
		expect(inProgress).toEqual([]);
		expect(failed).toHaveLength(1);
		expect(failed[0]?.pairedItem).toEqual({ item: BAD });
		expect(failed[0]?.json).toEqual({ error: error.message });
		expectClearError(shownError(failed[0]?.error), secrets);
		return error;
	}

	describe('an answer', () => {
		const echo = () => ({
			error: 'NOT_TODAY',
			message: `Reason of the provider for Bearer ${API_KEY}`,
			status: 'error',
			payload: { code: 4000, message: `Reason of the provider for Bearer ${API_KEY}` },
		});

		it.each<[string, Fault, RegExp]>([
			['401', { kind: 'status', status: 401 }, /refused the key/],
			['403', { kind: 'status', status: 403 }, /does not allow this request/],
			['404 with a page', { kind: 'body', status: 404, body: '<h1>No</h1>' }, /HTTP 404/],
			['418', { kind: 'status', status: 418 }, /HTTP 418/],
			['429', { kind: 'status', status: 429 }, /too many requests/],
			['500', { kind: 'status', status: 500 }, /cannot answer at the moment \(HTTP 500\)/],
			['502 with a page', { kind: 'body', status: 502, body: '<h1>Bad</h1>' }, /HTTP 502/],
			['503', { kind: 'status', status: 503 }, /HTTP 503/],
			['in HTML', { kind: 'garbage' }, /a body that is not JSON/],
			['with half a JSON', { kind: 'body', body: '{"jobs": [' }, /a body that is not JSON/],
			['with an empty body', { kind: 'empty' }, /an empty body/],
			['that is a list', { kind: 'body', body: [1, 2, 3] }, /a list instead of/],
			['that is null', { kind: 'body', body: null }, /null instead of/],
			['that is a number', { kind: 'body', body: '42' }, /a number instead of/],
			[
				'of another shape',
				{ kind: 'body', body: { jobs: 'Done', payload: 'completed' } },
				/a text instead of/,
			],
			[
				'nested without an end',
				{ kind: 'body', body: '['.repeat(50_000) + ']'.repeat(50_000) },
				/a body that is not JSON|nested/,
			],
			['of 50 MB', { kind: 'oversize', bytes: 50 * MEGABYTE }, /more than/],
			['that unpacks to 500 MB', { kind: 'compressionBomb', bytes: 500 * MEGABYTE }, /more than/],
			[
				'that claims to be zipped',
				{ kind: 'body', body: 'no gzip', headers: { 'content-encoding': 'gzip' } },
				/protocol/,
			],
			['that ends before its length', { kind: 'wrongLength' }, /closed the connection/],
			['that breaks off', { kind: 'dropInBody' }, /closed the connection/],
			['that never begins, the connection dropped', { kind: 'drop' }, /closed the connection/],
		])(
			'%s is a clear error of its item alone',
			async (_what, fault, words) => {
				const { stopped, continued, secrets } = await runWithFault(fault);
				const { message } = expectOneBadItem({ stopped, continued }, secrets);
				expect(message).toContain(host);
				expect(message).toMatch(words);
				await eventually(() => provider.simulator.inFlight === 0);
			},
			PATIENCE_MS,
		);

		it.each([200, 201, 400, 401, 403, 429, 500])(
			'%p that echoes the keys shows the reason, and the keys masked',
			async (status) => {
				const items = [provider.doneTask(), provider.doneTask(), provider.doneTask()];
				const { id } = items[BAD] as { id: string };
				const secrets = provider.secrets(id);
				const body = JSON.parse(
					JSON.stringify(echo()).replaceAll(API_KEY, secrets.join(' and ')),
				) as IDataObject;
				provider.simulator.faults.add({
					fault: { kind: 'body', status, body },
					times: Infinity,
					when: provider.asksFor(id),
				});
				const stopped = await run(items);
				const continued = await run(items, { onError: 'continueRegularOutput' });
				const { message } = expectOneBadItem({ stopped, continued }, secrets);
				expect(message).toContain('Reason of the provider for Bearer');
				expect(message.split('***')).toHaveLength(secrets.length + 1);
			},
		);

		it.each([0, 7, 14, 21, 28])(
			'with a very long reason is cut, and never in the middle of a key (%p letters further)',
			async (letters) => {
				const keys = Array.from({ length: 100 }, () => API_KEY).join(' ');
				const many = 'x'.repeat(letters) + keys;
				const body = { error: 'NO', message: many, status: 'error', payload: { message: many } };
				const { stopped, continued } = await runWithFault({ kind: 'body', body });
				const secrets = provider.secrets('').filter((secret) => secret !== '');
				const { message } = expectOneBadItem({ stopped, continued }, secrets);
				expect(message.length).toBeLessThan(600);
			},
		);

		it.each(['connect ECONNREFUSED 10.0.0.1:80', 'ENOENT', 'getaddrinfo', 'fileperm'])(
			'with the reason %j keeps it, although n8n has a sentence for that word',
			async (reason) => {
				const body = { error: reason, status: 'error', payload: { message: reason } };
				const { stopped, continued, secrets } = await runWithFault({ kind: 'body', body });
				expect(expectOneBadItem({ stopped, continued }, secrets).message).toContain(reason);
			},
		);

		it('that says "canceled" fails the execution: n8n would take it for stopped by hand', async () => {
			const reason = 'The request was canceled upstream';
			const body = { error: reason, status: 'error', payload: { message: reason } };
			const { stopped } = await runWithFault({ kind: 'body', status: 500, body });
			expect(stopped.status).toBe('error');
		});
	});

	it(
		'no answer, or one that trickles in, ends with the request timeout and the connection',
		async () => {
			// Together, since each takes its time; long enough for the good items of a busy machine.
			const runs = await Promise.all(
				[{ kind: 'silence' } as const, { kind: 'trickle', intervalMs: 200 } as const].map(
					async (fault) => await runWithFault(fault, { requestTimeout: 2 }),
				),
			);
			for (const { stopped, continued, secrets } of runs) {
				const { message, description } = expectOneBadItem({ stopped, continued }, secrets);
				expect(message).toBe(`${host} did not answer within 2 s`);
				expect(description).toContain('Request Timeout');
			}
			await eventually(() => provider.simulator.openConnections === 0);
		},
		PATIENCE_MS,
	);

	describe('a redirect', () => {
		it.each([301, 302, 303, 307, 308])(
			'%p to another host is a clear error, and that host sees no request',
			async (status) => {
				const to = `${elsewhere.url}/secret/path?token=secret`;
				const { stopped, continued, secrets } = await runWithFault({
					kind: 'redirect',
					to,
					status,
				});
				const { message, description } = expectOneBadItem({ stopped, continued }, secrets);
				expect(message).toBe(`${host} redirects to ${elsewhere.url}`);
				expect(description).toContain('base URL');
				expect(elsewhere.requests).toEqual([]);
			},
		);

		it('to the same host is not followed either', async () => {
			const to = `${provider.simulator.url}/elsewhere`;
			const { stopped, continued, secrets } = await runWithFault({ kind: 'redirect', to });
			expectOneBadItem({ stopped, continued }, secrets);
			expect(provider.simulator.requests.map(({ path }) => path)).not.toContain('/elsewhere');
		});
	});

	describe('an identifier', () => {
		/** Three items, the second with the identifier. */
		async function runWithIdentifier(id: unknown) {
			const items = [provider.doneTask(), { id } as IDataObject, provider.doneTask()];
			const stopped = await run(items);
			const continued = await run(items, { onError: 'continueRegularOutput' });
			return { stopped, continued };
		}

		it.each<[string, unknown, RegExp]>([
			['that is empty', '', /is empty/],
			['of blanks', '   ', /is empty/],
			['that an expression did not find', undefined, /is empty/],
			['that is null', null, /is empty/],
			['with a line break', 'secret-abc\nsecret-def', /line breaks/],
			['with a carriage return and a header', 'secret-abc\r\nX-Evil: 1', /line breaks/],
			['with a null byte', 'secret-abc\0', /control characters/],
			['that is an object', { uuid: 'secret-abc' }, /is an object/],
			['that is a list', ['secret-abc'], /is a list/],
			['of two dots', '..', /cannot be an identifier/],
			['of 5,000 characters', 'secret-abc'.repeat(500), /cannot be an identifier/],
		])('%s is a clear error before anything is sent', async (_what, id, words) => {
			const { stopped, continued } = await runWithIdentifier(id);
			const { message, description } = expectOneBadItem({ stopped, continued }, ['secret-abc']);
			expect(message).toMatch(/^(Subscription Key|Task ID) /);
			expect(message).toMatch(words);
			expect(description).toMatch(/Fill in|Copy|expression/);
			const asked = provider.simulator.requests.map(({ path, body }) => [path, body]);
			expect(everythingIn(asked)).not.toContain('secret-abc');
		});

		it.each([
			['blanks', 'a  b c'],
			['slashes', '../../a/b\\c'],
			['emoji', '🚀 to 🌕'],
			['signs that mean something in a URL', 'a?b=c#d&e=%2F..;@:'],
			['signs that mean something in JSON', '"},{"x":"'],
			['an expression', '{{ $env.HOME }}'],
			['a prototype', '__proto__'],
		])('with %s reaches the provider unaltered, and its word on it the item', async (_what, id) => {
			const { stopped, continued } = await runWithIdentifier(id);
			const { requests } = provider.simulator;
			if (provider.name === 'cloudCoin') {
				expect(requests.map(({ path }) => path)).toContain(
					`/api/v1/tasks/${encodeURIComponent(id)}`,
				);
			} else {
				expect(requests.map(({ body }) => body)).toContainEqual({ subscription_key: id });
			}
			expect(stopped.error).toBeUndefined();
			for (const { outputs } of [stopped, continued]) {
				expect(outputs[0]).toHaveLength(2);
				expect(outputs[2]?.[0]?.json).toMatchObject({ state: 'notFound', taskId: id });
			}
		});
	});

	describe('a base URL', () => {
		const runWithBaseUrl = async (baseUrl: unknown) => {
			const items = [provider.doneTask(), provider.doneTask()];
			const credentials = provider.credentials(baseUrl);
			const stopped = await run(items, { credentials });
			const continued = await run(items, { credentials, onError: 'continueRegularOutput' });
			return { stopped, continued, secrets: items.flatMap(({ id }) => provider.secrets(id)) };
		};

		/** A credential serves all items: each gets the error. */
		function expectAllBad(
			{ stopped, continued }: { stopped: EngineResult; continued: EngineResult },
			secrets: readonly string[],
		): ShownError {
			const error = shownError(stopped.error);
			expectClearError(error, secrets);
			expect(continued.error).toBeUndefined();
			expect(continued.outputs.map((items) => items.length)).toEqual([0, 0, 2]);
			continued.outputs[2]?.forEach((item, index) => {
				expect(item.pairedItem).toEqual({ item: index });
				expect(item.json).toEqual({ error: error.message });
				expectClearError(shownError(item.error), secrets);
			});
			return error;
		}

		it.each<[string, unknown, RegExp]>([
			['that is empty', '', /base URL of the credential is empty/],
			['of blanks', '  ', /base URL of the credential is empty/],
			['that is missing', null, /base URL of the credential is empty/],
			['without a scheme', 'api.example.com/api/v2', /not an http or https address/],
			['without a scheme, with a port', 'localhost:8006', /not an http or https address/],
			['with ftp:', 'ftp://api.example.com', /not an http or https address/],
			['with file:', 'file:///etc/passwd', /not an http or https address/],
			['with a password', `http://user:${API_KEY}@example.com`, /user name or password/],
			['with a key in its query', `http://example.com/?key=${API_KEY}`, /a query or a fragment/],
		])('%s is a clear error of every item, and nothing is sent', async (_what, baseUrl, words) => {
			const { stopped, continued, secrets } = await runWithBaseUrl(baseUrl);
			const { message, description } = expectAllBad({ stopped, continued }, [API_KEY, ...secrets]);
			expect(message).toMatch(words);
			expect(description).toContain('http://');
			expect(provider.simulator.requests).toEqual([]);
		});

		it.each<[string, (url: string) => string]>([
			['with a slash at its end', (url) => `${url}/`],
			['with several slashes at its end', (url) => `${url}///`],
			['with blanks around it', (url) => `  ${url}\n`],
			['in capitals', (url) => url.replace('http', 'HTTP')],
		])('%s works', async (_what, change) => {
			const baseUrl = change(provider.simulator.baseUrl);
			const { outputs, error } = await run([provider.doneTask()], {
				credentials: provider.credentials(baseUrl),
			});
			expect(error).toBeUndefined();
			expect(outputs[0]?.[0]?.json).toMatchObject({ state: 'succeeded' });
		});

		it('at a port where nobody listens is a clear error of every item', async () => {
			const port = await closedPort();
			const { stopped, continued, secrets } = await runWithBaseUrl(`http://127.0.0.1:${port}`);
			const { message, description } = expectAllBad({ stopped, continued }, secrets);
			expect(message).toBe(`Nothing answers at 127.0.0.1:${port}`);
			expect(description).toContain('port');
		});

		it('with a name that nobody knows is a clear error of every item', async () => {
			const { stopped, continued, secrets } = await runWithBaseUrl('http://nowhere.invalid');
			const { message } = expectAllBad({ stopped, continued }, secrets);
			expect(message).toContain('nowhere.invalid');
		});

		it('of a server that speaks TLS only, or none, is a clear error', async () => {
			const baseUrl = provider.simulator.baseUrl.replace('http', 'https');
			const { stopped, continued, secrets } = await runWithBaseUrl(baseUrl);
			const { message, description } = expectAllBad({ stopped, continued }, secrets);
			expect(message).toContain('does not speak the expected protocol');
			expect(description).toContain('scheme');
		});
	});

	it('a credential that n8n cannot read is a matter of the credential', async () => {
		const [type = ''] = Object.keys(provider.credentials());
		const unreadable = { [type]: undefined } as unknown as ReturnType<ProviderCase['credentials']>;
		const { error } = await run([provider.doneTask()], { credentials: unreadable });
		const { message, description } = shownError(error);
		expect(message).toContain('The credential cannot be read');
		expect(description).toContain('choose the credential again');
	});

	it('a node without a credential is told so', async () => {
		const { error } = await run([provider.doneTask()], { credentials: {} });
		const { message, description } = shownError(error);
		expect(message).toMatch(/^No credential for .+ is chosen$/);
		expect(description).toContain('Choose or create the credential');
	});

	it.each<[string, unknown, string]>([
		['requestTimeout', 0, 'Request Timeout'],
		['requestTimeout', -1, 'Request Timeout'],
		['requestTimeout', 'soon', 'Request Timeout'],
		['maxConcurrency', 0, 'Max Concurrency'],
		['maxConcurrency', 0.5, 'Max Concurrency'],
	])('the option %s of %j is refused by its name', async (option, value, label) => {
		const options = { [option]: value } as INodeParameters;
		const parameters = { ...provider.parameters, options };
		const result = await run([provider.doneTask()], { parameters });
		const error = shownError(result.error);
		expectClearError(error, []);
		expect(error.message).toBe(`${label} must be a number of at least 1`);
		expect(provider.simulator.requests).toEqual([]);
	});
});

describe('A key', () => {
	let provider: ProviderCase;

	beforeAll(async () => {
		const [, start] = PROVIDER_CASES[0] as (typeof PROVIDER_CASES)[number];
		provider = await start();
	});
	afterAll(async () => await provider.simulator.close());

	const runWithKey = async (apiKey: string) => {
		const task = provider.doneTask();
		const credentials = provider.credentials(undefined, apiKey);
		const result = await runTaskStatus({
			parameters: provider.parameters,
			credentials,
			items: [task],
		});
		return { error: shownError(result.error), secrets: [apiKey.trim(), task.id] };
	};

	it('that is wrong is refused by the host, and not shown', async () => {
		const { error, secrets } = await runWithKey('sk-wrong-9876543210');
		expectClearError(error, secrets);
		expect(error.message).toContain('refused the key');
		expect(error.description).toContain('key in the credential');
	});

	it.each([
		['a line break within', 'sk-wrong-98765\n43210'],
		['typographic quotes', '“sk-wrong-9876543210”'],
		['an emoji', 'sk-wrong-9876543210-🔑'],
	])('with %s is a clear error, and not shown', async (_what, key) => {
		const { error, secrets } = await runWithKey(key);
		expectClearError(error, secrets);
		expect(error.message).toMatch(/key/);
		expect(error.description).toContain('key in the credential');
	});
});

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
