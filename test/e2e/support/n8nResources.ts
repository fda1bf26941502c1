import { within } from '../../support/within';
import type { N8nHttp } from './n8nHttp';
import type { StoredCredential } from './workflowJson';

export interface DataTableColumn {
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** n8n writes 15 MB while it starts. */
const TYPES_WRITTEN_MS = 60_000;

interface DescribedNode {
	readonly name: string;
	readonly codex?: { readonly alias?: readonly string[] };
}

/** What an n8n keeps besides workflows: node types, credentials, API keys and Data Tables. */
export class N8nResources {
	constructor(protected readonly http: N8nHttp) {}

	private async describedNodes(): Promise<DescribedNode[]> {
		return await this.readTypes('nodes');
	}

	/** n8n does not wait for these files to be written (frontend.service.js, 2.8.4): until one is whole. */
	private async readTypes<Type>(name: string): Promise<Type[]> {
		let types: Type[] | null = null;
		await within(TYPES_WRITTEN_MS, `A whole ${name}.json`, async () => {
			types = await this.http.send<Type[]>('GET', `/types/${name}.json`).catch((error: unknown) => {
				if (error instanceof SyntaxError) return null;
				throw error;
			});
			return types !== null;
		});
		return types ?? [];
	}

	/** The names of all node types this n8n has loaded. */
	async nodeTypes(): Promise<string[]> {
		return (await this.describedNodes()).map((type) => type.name);
	}

	/** The words by which the editor finds a node type besides its name. */
	async searchWords(nodeType: string): Promise<readonly string[]> {
		const found = (await this.describedNodes()).find(({ name }) => name === nodeType);
		return found?.codex?.alias ?? [];
	}

	/** The names of all credential types this n8n has loaded. */
	async credentialTypes(): Promise<string[]> {
		const types = await this.readTypes<{ name: string }>('credentials');
		return types.map((type) => type.name);
	}

	async createCredential(
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<StoredCredential> {
		return await this.http.send('POST', '/rest/credentials', { type, name, data });
	}

	async listCredentials(): Promise<StoredCredential[]> {
		return await this.http.send('GET', '/rest/credentials');
	}

	/** Presses the credential's "Test" as the editor does. */
	async testCredential(
		credential: StoredCredential,
		data: Record<string, unknown>,
	): Promise<CredentialTestResult> {
		const { id, name, type } = credential;
		const credentials = { id, name, type, data };
		return await this.http.send('POST', '/rest/credentials/test', { credentials });
	}

	/** A key for the public API; by default with every scope the owner may have. */
	async createApiKey(label = 'tests', given?: readonly string[]): Promise<string> {
		const scopes = given ?? (await this.http.send<string[]>('GET', '/rest/api-keys/scopes'));
		const { rawApiKey } = await this.http.send<{ rawApiKey: string }>('POST', '/rest/api-keys', {
			label,
			scopes,
			expiresAt: null,
		});
		return rawApiKey;
	}

	async createDataTable(name: string, columns: readonly DataTableColumn[]): Promise<string> {
		const tables = await this.dataTablesPath();
		const { id } = await this.http.send<{ id: string }>('POST', tables, { name, columns });
		return id;
	}

	async insertRows(tableId: string, data: ReadonlyArray<Record<string, unknown>>): Promise<void> {
		const path = `${await this.dataTablesPath()}/${tableId}/insert`;
		await this.http.send('POST', path, { data, returnType: 'count' });
	}

	/** The Data Tables of the owner's personal project. */
	async listDataTables(): Promise<Array<{ id: string; name: string }>> {
		const path = await this.dataTablesPath();
		const answer = await this.http.send<{ data: Array<{ id: string; name: string }> }>('GET', path);
		return answer.data;
	}

	async listRows(tableId: string): Promise<Array<Record<string, unknown>>> {
		const path = `${await this.dataTablesPath()}/${tableId}/rows`;
		const answer = await this.http.send<{ data: Array<Record<string, unknown>> }>('GET', path);
		return answer.data;
	}

	private async dataTablesPath(): Promise<string> {
		const { id } = await this.http.send<{ id: string }>('GET', '/rest/projects/personal');
		return `/rest/projects/${id}/data-tables`;
	}
}
