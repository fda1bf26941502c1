import type { Clock } from '../support/clock';
import { fits, type Filter, type Row } from './filters';

export interface ColumnDefinition {
	readonly name: string;
	readonly type: 'string' | 'number' | 'boolean' | 'date';
}

/** What n8n answers with 400 (`DataTableValidationError`). */
export class ValidationError extends Error {}

const SYSTEM_COLUMNS = ['id', 'createdAt', 'updatedAt'];

/** A Data Table with its rows. */
export class Table {
	rows: Row[] = [];
	private nextId = 1;

	constructor(
		readonly id: string,
		readonly name: string,
		readonly columns: readonly ColumnDefinition[],
		private readonly clock: Clock,
	) {}

	select(filter: Filter): Row[] {
		const filters = filter.filters ?? [];
		this.checkValues(
			Object.fromEntries(filters.map(({ columnName, value }) => [columnName, value])),
		);
		return this.rows.filter((row) => fits(row, filter));
	}

	insert(data: Record<string, unknown>): Row {
		const values = this.checkValues(data);
		const empty = Object.fromEntries(this.columns.map(({ name }) => [name, null]));
		const createdAt = new Date(this.clock.now()).toISOString();
		const row = { ...empty, ...values, id: this.nextId++, createdAt, updatedAt: createdAt };
		this.rows.push(row);
		return row;
	}

	update(filter: Filter, data: Record<string, unknown>): Row[] {
		const values = this.checkValues(data);
		const found = this.select(filter);
		const updatedAt = new Date(this.clock.now()).toISOString();
		found.forEach((row) => Object.assign(row, values, { updatedAt }));
		return found;
	}

	upsert(filter: Filter, data: Record<string, unknown>): void {
		if (this.update(filter, data).length === 0) this.insert(data);
	}

	remove(filter: Filter): void {
		const found = new Set(this.select(filter));
		this.rows = this.rows.filter((row) => !found.has(row));
	}

	private checkColumns(names: readonly string[]): void {
		const known = new Set([...SYSTEM_COLUMNS, ...this.columns.map(({ name }) => name)]);
		const unknown = names.find((name) => !known.has(name));
		if (unknown !== undefined) throw new ValidationError(`unknown column name '${unknown}'`);
	}

	private checkValues(data: Record<string, unknown>): Record<string, unknown> {
		this.checkColumns(Object.keys(data));
		for (const { name, type } of this.columns) {
			const value = data[name] ?? null;
			const expected = type === 'date' ? 'string' : type;
			const isNoDate = type === 'date' && value !== null && Number.isNaN(Date.parse(String(value)));
			if ((value !== null && typeof value !== expected) || isNoDate) {
				throw new ValidationError(`value '${String(value)}' does not match column type '${type}'`);
			}
		}
		return data;
	}
}
