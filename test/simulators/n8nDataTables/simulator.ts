import { HttpSimulator, type SimulatorOptions } from '../support/httpSimulator';
import { addRoutes } from './routes';
import { Table, type ColumnDefinition } from './table';

const BASE_PATH = '/api/v1';

export interface N8nDataTablesOptions extends SimulatorOptions {
	/** Default `simulated-n8n-key`. */
	apiKey?: string;
}

/**
 * The Data Tables of n8n's public API, as far as this package uses them, written after the handlers
 * of n8n 2.8.4 and 2.40.7 (public-api/v1/handlers/data-tables). The end-to-end tests use the real one.
 */
export class N8nDataTablesSimulator extends HttpSimulator {
	readonly tables = new Map<string, Table>();
	/** Executions with a Wait node (waiting-webhooks.js, 2.8.4), and what resumed them. */
	readonly executions = new Map<string, 'running' | 'waiting' | 'finished'>();
	readonly resumed: Array<{ id: string; body: unknown; headers: object }> = [];

	constructor(options: N8nDataTablesOptions = {}) {
		super('n8n Data Tables', options, options.apiKey ?? 'simulated-n8n-key');
		addRoutes(this, BASE_PATH);
	}

	/** Where an execution can be resumed. */
	resumeUrl(id: string): string {
		return `${this.url}/webhook-waiting/${id}`;
	}

	override get baseUrl(): string {
		return this.url + BASE_PATH;
	}

	addTable(name: string, columns: readonly ColumnDefinition[]): Table {
		const table = new Table(`table-${this.tables.size + 1}`, name, columns, this.clock);
		this.tables.set(table.id, table);
		return table;
	}
}

export async function startN8nDataTables(
	options: N8nDataTablesOptions = {},
): Promise<N8nDataTablesSimulator> {
	return await new N8nDataTablesSimulator(options).start();
}
