import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { N8nApi } from '../../test/e2e/support/n8nApi';
import type { StoredWorkflow, WorkflowJson } from '../../test/e2e/support/workflowJson';

const EXAMPLES = resolve(__dirname, '..', '..', 'examples');

/** Imports every example workflow, with the simulators' addresses in place of the vendors'. */
export async function importExamples(
	api: N8nApi,
	replacements: Readonly<Record<string, string>>,
): Promise<StoredWorkflow[]> {
	const files = (await readdir(EXAMPLES).catch(() => [])).filter((file) => file.endsWith('.json'));
	const imported: StoredWorkflow[] = [];
	for (const file of files.sort()) {
		const workflow = JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as WorkflowJson;
		imported.push(await api.importWorkflow(workflow, { replacements }));
	}
	return imported;
}
