import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { startN8n, type N8nServer } from '../../scripts/n8n/server';
import { N8nApi } from './support/n8nApi';
import { N8nHttp } from './support/n8nHttp';
import { npmWithRegistry, startLocalRegistry, type LocalRegistry } from './support/localRegistry';
import { OWNER } from './support/n8nApi';

const NAME = 'n8n-nodes-task-status';
const TIMEOUT_MS = 240_000;

/** As a person does it: Settings → Community nodes → Install, by the package's name. */
describe('installed by its name into a fresh n8n, by its own installer', () => {
	let folder: string;
	let registry: LocalRegistry;
	let server: N8nServer | undefined;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'task-status-registry-'));
		registry = await startLocalRegistry(folder);
		const bin = await npmWithRegistry(folder, registry.url);
		const PATH = `${bin}${delimiter}${process.env.PATH ?? ''}`;
		server = await startN8n({ withPackage: false, env: { PATH } });
	}, TIMEOUT_MS);

	afterAll(async () => {
		await server?.stop();
		await registry?.close();
		await rm(folder, { recursive: true, force: true });
	}, TIMEOUT_MS);

	it(
		'has both nodes and every credential of the package',
		async () => {
			const { url = '' } = server ?? {};
			const api = await N8nApi.connect(url);
			expect(await api.nodeTypes()).not.toContain(`${NAME}.taskStatus`);
			const http = new N8nHttp(url);
			await http.send('POST', '/rest/login', {
				emailOrLdapLoginId: OWNER.email,
				password: OWNER.password,
			});
			const manifest = JSON.parse(
				await readFile(join(__dirname, '../../package.json'), 'utf8'),
			) as {
				version: string;
				n8n: { credentials: string[] };
			};
			await http.send('POST', '/rest/community-packages', {
				name: NAME,
				version: manifest.version,
			});
			expect(registry.asked).toContain(`/${NAME}/-/package.tgz`);
			expect(await api.nodeTypes()).toEqual(
				expect.arrayContaining([`${NAME}.taskStatus`, `${NAME}.taskCompletedTrigger`]),
			);
			const types = manifest.n8n.credentials.map((file) => {
				const name = /([^/]+)\.credentials\.js$/.exec(file)?.[1] ?? '';
				return name.charAt(0).toLowerCase() + name.slice(1);
			});
			expect(await api.credentialTypes()).toEqual(expect.arrayContaining(types));
		},
		TIMEOUT_MS,
	);
});
