import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { filesFolder } from '../n8n/userFolder';
import type { N8nApi } from '../../test/e2e/support/n8nApi';
import type { StoredWorkflow, WorkflowJson } from '../../test/e2e/support/workflowJson';
import type { Simulators } from '../../test/simulators';
import { samplePng } from '../../test/simulators/support/files';
import { addressReplacements } from './credentials';

const EXAMPLES = resolve(__dirname, '..', '..', 'examples');
/** Where n8n in Docker may read and write files; the examples name it. */
const FILES_IN_DOCKER = '/home/node/.n8n-files';
const PICTURE_SIZE = 64;

/** The file names of all example workflows. */
export async function exampleFiles(): Promise<string[]> {
	const files = await readdir(EXAMPLES).catch(() => []);
	return files.filter((file) => file.endsWith('.json')).sort();
}

export async function readExample(file: string): Promise<WorkflowJson> {
	return JSON.parse(await readFile(join(EXAMPLES, file), 'utf8')) as WorkflowJson;
}

/** What the examples name and only this n8n can say: its simulators and its folder for files. */
export function exampleReplacements(
	simulators: Simulators,
	userFolder: string,
): Record<string, string> {
	return { ...addressReplacements(simulators), [FILES_IN_DOCKER]: filesFolder(userFolder) };
}

/** Puts the picture into n8n's folder that an example sends to a provider. */
export async function addExamplePicture(userFolder: string): Promise<void> {
	await writeFile(join(filesFolder(userFolder), 'picture.png'), samplePng(PICTURE_SIZE));
}

/** Imports every example workflow, with what {@link exampleReplacements} says in place of the vendors' addresses. */
export async function importExamples(
	api: N8nApi,
	replacements: Readonly<Record<string, string>>,
): Promise<StoredWorkflow[]> {
	const imported: StoredWorkflow[] = [];
	for (const file of await exampleFiles()) {
		imported.push(await api.importWorkflow(await readExample(file), { replacements }));
	}
	return imported;
}
