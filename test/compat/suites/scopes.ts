import { COLUMNS } from '../../../nodes/watchList/columns';
import { chain } from '../../e2e/support/chain';
import { errorOf } from '../../e2e/support/execution';
import { manualStart } from '../../e2e/support/taskNodes';
import { waitingNodes } from '../../e2e/support/waitingNodes';
import type { Simulators } from '../../simulators';
import type { NewN8n } from '../support/newN8n';

/** What a key for a watch list needs, with Create Table and Delete Reported. */
const NEEDED = [
	'dataTable:list',
	'dataTable:read',
	'dataTable:create',
	'dataTableRow:read',
	'dataTableRow:update',
	'dataTableRow:upsert',
	'dataTableRow:delete',
];
const TYPE = 'n8nWatchListApi';

/** Newer versions of n8n enforce the scopes of a key, with a licence and without one. */
export function testScopes(scene: () => { simulators: Simulators; n8n: NewN8n }): void {
	const without = (missing: string) => NEEDED.filter((scope) => scope !== missing);
	// n8n wants a name of its own for each key.
	let keys = 0;
	const dataWith = async (scopes: readonly string[]) => {
		const { api, server } = scene().n8n;
		const apiKey = await api.createApiKey(`Scopes ${++keys}`, scopes);
		return { baseUrl: `${server.url}/api/v1`, apiKey };
	};

	it.each([
		['dataTable:list'],
		['dataTable:read'],
		['dataTableRow:read'],
		['dataTableRow:update'],
		['dataTableRow:upsert'],
	])('says in the test of the credential that scopes are missing (%s)', async (missing) => {
		const { api, credential } = scene().n8n;
		const name = `There is one without ${missing.replace(':', ' ')}`;
		await api.insertRows(await api.createDataTable(name, COLUMNS), [{ taskId: 'kept' }]);
		const allRows = async () => {
			const tables = await api.listDataTables();
			return await Promise.all(tables.map(async ({ id }) => await api.listRows(id)));
		};
		const before = await allRows();
		const test = async (scopes: readonly string[]) =>
			await api.testCredential(credential(TYPE), await dataWith(scopes));
		expect(await test(NEEDED)).toMatchObject({ status: 'OK' });
		const refused = await test(without(missing));
		expect(refused.status).toBe('Error');
		expect(refused.message).toContain(`does not allow this with the API key (${missing})`);
		expect(await allRows()).toEqual(before);
	});

	it.each([[null], ['dataTable:read'], ['dataTable:create'], ['dataTableRow:upsert']])(
		'adds to a watch list with the scopes that are needed, and not without %s',
		async (missing) => {
			const { simulators, n8n } = scene();
			const { api } = n8n;
			const name = `Scopes without ${missing ?? 'nothing'}`;
			const data = await dataWith(missing === null ? NEEDED : without(missing));
			const own = await api.createCredential(TYPE, name, data);
			const credential = (type: string) => (type === TYPE ? own : n8n.credential(type));
			const { id: taskId } = simulators.cloudCoin.addTask();
			const { add } = waitingNodes(credential, name);
			const { id } = await api.createWorkflow(chain(name, manualStart, add(taskId)));
			const execution = await api.runWorkflow(id, { timeoutMs: 120_000 });
			const message = errorOf(execution)?.message ?? null;
			if (missing === null) expect(message).toBeNull();
			else expect(message).toContain('does not allow this with the API key');
		},
	);
}
