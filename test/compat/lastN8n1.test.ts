import { locateLastEngine1 } from '../../scripts/n8n/locate';
import { installPackage } from '../../scripts/n8n/package';
import { createUserFolder, removeUserFolder } from '../../scripts/n8n/userFolder';
import { loadWithEngine } from './support/loadWithEngine';
import { CREDENTIALS, NODES } from './support/manifest';

const INSTALL_TIMEOUT_MS = 600_000;

describe('the loader of the last n8n 1.x', () => {
	it(
		'loads and creates every node and credential of the packed package',
		async () => {
			const engine = await locateLastEngine1();
			const userFolder = await createUserFolder();
			try {
				const folder = await installPackage(userFolder, engine.cacheFolder);
				const { nodes, credentials } = await loadWithEngine(engine.folder, folder);
				expect(nodes.map(({ name }) => name).sort()).toEqual([...NODES].sort());
				expect(credentials.sort()).toEqual([...CREDENTIALS].sort());
				for (const node of nodes) expect(node).toMatchObject({ runs: true });
				for (const { properties } of nodes) expect(properties).toBeGreaterThan(5);
			} finally {
				await removeUserFolder(userFolder);
			}
		},
		INSTALL_TIMEOUT_MS,
	);
});
