import { gzipSync } from 'node:zlib';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';

import * as mapper from '../../nodes/providers/hyper3dRodin/mapper';
import { runTaskStatus } from './support/engine';
import type { EngineResult } from './support/engine';
import { json, startServer } from './support/smallServer';
import type { SmallServer } from './support/smallServer';

interface File {
	readonly name: string;
	readonly url: string;
}

const KEY = 'the-api-key-123';
const SLOW_KEY = 'slow-key';
let api: SmallServer;
/** The list of files, by how often it was asked for. */
let list: (asked: number) => readonly File[];
let asked = 0;
let serve: SmallServer['answer'];

beforeAll(async () => {
	api = await startServer((request, response) => {
		if (request.url === '/status') {
			const done = () => json(response, { jobs: [{ uuid: 'j', status: 'Done' }] });
			request.on('data', (body: Buffer) => {
				setTimeout(done, body.includes(SLOW_KEY) ? 500 : 0);
			});
			return;
		}
		if (request.url !== '/download') return serve(request, response);
		asked++;
		json(response, { list: list(asked) });
	});
});
afterAll(async () => await api.close());
beforeEach(() => {
	asked = 0;
	api.requests.length = 0;
	serve = (_request, response) => response.end('bytes');
});
afterEach(() => jest.restoreAllMocks());

const link = (path: string) => `${api.url}/files/${path}`;
const fetches = () => api.requests.filter(({ line }) => line.startsWith('GET /files/'));

async function getResults(
	parameters: Record<string, unknown> = {},
	more: Partial<Parameters<typeof runTaskStatus>[0]> = {},
): Promise<EngineResult> {
	return await runTaskStatus({
		parameters: {
			provider: 'hyper3dRodin',
			operation: 'getResults',
			subscriptionKey: 'subkey-1',
			taskUuid: 'uuid-1',
			...parameters,
		} as never,
		credentials: { hyper3dRodinApi: { baseUrl: api.url, apiKey: KEY } },
		...more,
	});
}

const textOf = (result: EngineResult, index = 0) =>
	Buffer.from(result.outputs[0]?.[index]?.binary?.data?.data ?? '', 'base64').toString();
const descriptionOf = ({ error }: EngineResult) => String(error?.description);

describe('a packed file', () => {
	it('arrives whole', async () => {
		const plain = 'v 0 0 0\n'.repeat(2000);
		const packed = gzipSync(plain);
		list = () => [{ name: 'model.obj', url: link('model.obj') }];
		serve = (_request, response) => {
			const length = String(packed.length);
			response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': length });
			response.end(packed);
		};
		const result = await getResults();
		expect(result.error).toBeUndefined();
		expect(textOf(result)).toBe(plain);
		expect(result.outputs[0]?.[0]?.json.fileSize).toBe(plain.length);
	});

	it('that is cut off is an error', async () => {
		const packed = gzipSync(Buffer.from('v 0 0 0\n'.repeat(2000)));
		list = () => [{ name: 'model.obj', url: link('model.obj') }];
		serve = (_request, response) => {
			const length = String(packed.length);
			response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': length });
			response.write(packed.subarray(0, 30), () => response.destroy());
		};
		const { error, outputs } = await getResults();
		expect(error?.message).toContain('closed the connection');
		expect(outputs.flat()).toEqual([]);
	});
});

describe('fresh links', () => {
	const expireFirst: SmallServer['answer'] = ({ url }, response) => {
		if (url?.includes('n=1')) response.statusCode = 403;
		response.end(url?.split('?')[0]?.split('/').at(-1));
	};

	it('are asked for although a file that nobody wants has none', async () => {
		list = (n) => [
			{ name: 'model.glb', url: link(`model.glb?n=${n}`) },
			{ name: 'extra.fbx', url: 'FILE_NOT_FOUND' },
		];
		serve = expireFirst;
		const result = await getResults({ options: { fileFilter: '*.glb' } });
		expect(result.error).toBeUndefined();
		expect(textOf(result)).toBe('model.glb');
	});

	it('stand in the items that they worked for', async () => {
		list = (n) => [{ name: 'model.glb', url: link(`model.glb?n=${n}`) }];
		serve = expireFirst;
		const result = await getResults();
		expect(result.outputs[0]?.[0]?.json.url).toBe(link('model.glb?n=2'));
	});

	it('of equal names are not swapped by a list in another order', async () => {
		list = (n) => {
			const files = ['A', 'B'].map((path) => ({ name: 'p.webp', url: link(`${path}?n=${n}`) }));
			return n === 1 ? files : files.reverse();
		};
		serve = expireFirst;
		const result = await getResults();
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]?.map(({ json: { fileName } }) => fileName)).toEqual([
			'p.webp',
			'p (2).webp',
		]);
		expect([textOf(result, 0), textOf(result, 1)]).toEqual(['A', 'B']);
	});

	it('are refused where equal names cannot be told apart', async () => {
		list = (n) => ['A', 'B'].map((path) => ({ name: 'p', url: link(`${path}${n}?n=${n}`) }));
		serve = expireFirst;
		const { error } = await getResults();
		expect(error?.message).toContain('the link has expired');
	});

	it('that expire again are asked for again', async () => {
		let served = 0;
		let validFrom = 1;
		list = (n) =>
			Array.from({ length: 12 }, (_, index) => ({
				name: `f${index}`,
				url: link(`${index}?n=${n}`),
			}));
		// Links are good for four files.
		serve = ({ url }, response) => {
			const good = Number(url?.split('n=')[1]) >= validFrom;
			if (good && ++served % 4 === 0) validFrom = asked + 1;
			if (!good) response.statusCode = 403;
			response.end('bytes');
		};
		const result = await getResults();
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]).toHaveLength(12);
		expect(asked).toBe(3);
	});

	it.each([400, 401, 403, 404, 410])('are asked for after HTTP %d', async (status) => {
		list = (n) => [{ name: 'm.glb', url: link(`m?n=${n}`) }];
		serve = ({ url }, response) => {
			if (url?.includes('n=1')) response.statusCode = status;
			response.end('bytes');
		};
		expect((await getResults()).error).toBeUndefined();
		expect(asked).toBe(2);
	});
});

describe('a file host', () => {
	it.each([400, 401, 403, 404, 410, 418, 429, 500, 503])(
		'that answers HTTP %d is no matter of the credential',
		async (status) => {
			list = () => [{ name: 'm.glb', url: link('m') }];
			serve = (_request, response) => {
				response.writeHead(status, { 'retry-after': '0' });
				response.end();
			};
			const result = await getResults();
			expect(result.error?.message).toContain(`"m.glb" could not be downloaded`);
			expect(descriptionOf(result)).not.toMatch(/credential|key/i);
		},
	);

	it.each(['http://127.0.0.1:9/m', 'http://no-such-host.invalid/m'])(
		'that cannot be reached is neither: %s',
		async (url) => {
			list = () => [{ name: 'm.glb', url }];
			expect(descriptionOf(await getResults())).not.toMatch(/credential|key/i);
		},
	);

	it('that limits is asked again after its pause', async () => {
		list = () => [{ name: 'm.glb', url: link('m') }];
		let first: number | undefined;
		let pause = 0;
		serve = (_request, response) => {
			if (first === undefined) {
				first = performance.now();
				response.writeHead(429, { 'retry-after': '1' });
			} else {
				pause = performance.now() - first;
			}
			response.end('bytes');
		};
		expect((await getResults()).error).toBeUndefined();
		expect(pause).toBeGreaterThan(950);
		expect(asked).toBe(1);
	});

	it('that wants an hour is not waited for', async () => {
		list = () => [{ name: 'm.glb', url: link('m') }];
		serve = (_request, response) => {
			response.writeHead(429, { 'retry-after': '3600' });
			response.end();
		};
		expect((await getResults()).error?.message).toContain('too many requests');
		expect(fetches()).toHaveLength(1);
	});

	it('does not see the key', async () => {
		list = () => [{ name: 'm.glb', url: link('m') }];
		await getResults();
		expect(JSON.stringify(fetches()[0]?.headers)).not.toContain(KEY);
	});
});

describe("n8n's own store", () => {
	const withStore = (store: (...args: unknown[]) => Promise<unknown>) =>
		jest.spyOn(Container.get(BinaryDataService), 'store').mockImplementation(store as never);

	it.each([
		['disk', 'ENOSPC: no space left on device, write', 'disk of n8n is full'],
		['folder', "EACCES: permission denied, open '/home/node/x'", 'may not write'],
		[
			'database',
			'Binary file exceeds maximum size: [ file size: 600 MB max size: 512 MB ]',
			'N8N_BINARY_DATA_DATABASE_MAX_FILE_SIZE',
		],
		['bucket', 'Request to S3 failed', 'Check the storage of its binary data'],
	])('is named when it fails (%s), and nothing is fetched twice', async (_what, words, advice) => {
		list = () => [{ name: 'model.glb', url: link('m') }];
		serve = (_request, response) => response.end(Buffer.alloc(3_000_000));
		withStore(async () => await Promise.reject(new Error(words)));
		const result = await getResults();
		expect(result.error?.message).toContain(`n8n could not store the file: ${words.slice(0, 6)}`);
		expect(descriptionOf(result)).toContain(advice);
		expect(fetches()).toHaveLength(1);
	});

	it('may be slower than Request Timeout', async () => {
		list = () => [{ name: 'model.glb', url: link('m') }];
		serve = (_request, response) => response.end(Buffer.alloc(1_500_000));
		withStore(async (...args) => {
			let bytes = 0;
			for await (const chunk of args[1] as AsyncIterable<Buffer>) {
				bytes += chunk.length;
				await new Promise((resolve) => setTimeout(resolve, bytes > 600_000 ? 0 : 1300));
			}
			return { ...(args[2] as object), id: 'x', data: 'x' };
		});
		const result = await getResults({ options: { requestTimeout: 1 } });
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]?.[0]?.json.fileSize).toBe(1_500_000);
		expect(fetches()).toHaveLength(1);
	});
});

it('does not fetch the other files of a task that has failed', async () => {
	const names = ['gone', ...Array.from({ length: 20 }, (_, index) => `f${index}`)];
	list = () => names.map((name) => ({ name, url: link(name) }));
	serve = ({ url }, response) => {
		if (url?.includes('gone')) response.statusCode = 405;
		setTimeout(() => response.end('bytes'), url?.includes('gone') ? 0 : 20);
	};
	// Another task keeps the execution going for as long as all files would take.
	const result = await getResults(
		{ subscriptionKey: '={{ $json.key }}' },
		{ items: [{ key: 'key-1' }, { key: SLOW_KEY }], onError: 'continueRegularOutput' },
	);
	expect(result.outputs[0]?.[0]?.json.error).toContain('"gone" could not be downloaded');
	expect(fetches().length).toBeLessThan(names.length / 2);
});

describe('a link that needs the key', () => {
	let other: SmallServer;
	beforeAll(async () => {
		other = await startServer((_request, response) => response.end('from elsewhere'));
	});
	afterAll(async () => await other.close());
	beforeEach(() => {
		other.requests.length = 0;
		list = () => [{ name: 'm.glb', url: link('m') }];
		const { toResultFiles } = mapper;
		jest
			.spyOn(mapper, 'toResultFiles')
			.mockImplementation((answer) =>
				toResultFiles(answer).map((file) => ({ ...file, withKey: true })),
			);
	});
	const redirect = (to: string): SmallServer['answer'] => {
		return ({ url }, response) => {
			const isThere = url?.includes('moved') === true;
			if (!isThere) response.writeHead(302, { location: to });
			response.end(isThere ? 'moved here' : '');
		};
	};
	// What an earlier test left under way does not count.
	const mine = () => fetches().filter(({ line }) => line.startsWith('GET /files/m'));
	const keysSeen = () => mine().map(({ headers }) => headers.authorization);

	it('gets it', async () => {
		expect(textOf(await getResults())).toBe('bytes');
		expect(keysSeen()).toEqual([`Bearer ${KEY}`]);
	});

	it('keeps it on a redirect within its origin', async () => {
		serve = redirect('/files/moved');
		expect(textOf(await getResults())).toBe('moved here');
		expect(keysSeen()).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
	});

	it('is followed to another origin without it', async () => {
		serve = redirect(`${other.url}/m`);
		expect(textOf(await getResults())).toBe('from elsewhere');
		expect(other.requests).toHaveLength(1);
		expect(JSON.stringify(other.requests)).not.toContain(KEY);
	});

	it('is not followed to what is no web address, nor for ever', async () => {
		serve = redirect('ftp://127.0.0.1/m');
		expect((await getResults()).error?.message).toContain('gave no link');
		api.requests.length = 0;
		serve = redirect('/files/m');
		expect((await getResults()).error?.message).toContain('redirects to');
		expect(mine()).toHaveLength(6);
	});

	it('says that the key is refused', async () => {
		serve = (_request, response) => {
			response.statusCode = 401;
			response.end();
		};
		expect((await getResults()).error?.message).toContain('refused the key');
	});
});

describe('values of a wrong type', () => {
	beforeEach(() => {
		list = () => [{ name: 'm.glb', url: link('m') }];
	});

	it.each(['={{ $json.missing }}', '={{ ({ a: 1 }) }}', '={{ 7 }}', ' '])(
		'Put Output File in Field: %s is an error',
		async (binaryPropertyName) => {
			const { error } = await getResults({ binaryPropertyName });
			expect(error?.message).toMatch(/^Put Output File in Field (must be a text|is empty)/);
		},
	);

	it.each(['={{ "true" }}', '={{ 1 }}', '={{ $json.missing }}'])(
		'Download Files: %s is an error',
		async (downloadFiles) => {
			const { error } = await getResults({ downloadFiles });
			expect(error?.message).toContain('Download Files must be true or false');
		},
	);

	it('each item has its own', async () => {
		const result = await getResults(
			{ downloadFiles: '={{ $json.wanted }}' },
			{ items: [{ wanted: true }, { wanted: false }] },
		);
		expect(result.outputs[0]?.map(({ binary }) => binary !== undefined)).toEqual([true, false]);
	});
});

it('no key stands in the name of a file', async () => {
	list = () => [{ name: `${KEY}/subkey-1.glb`, url: link('m') }];
	const { outputs } = await getResults();
	const { directory, fileName } = outputs[0]?.[0]?.json ?? {};
	expect([directory, fileName]).toEqual(['___', '___.glb']);
});
