/** A condition of a filter (api-types, `dataTableFilterRecordSchema`). */
export interface Condition {
	columnName: string;
	condition?: 'eq' | 'neq' | 'gt';
	value: unknown;
}

export interface Filter {
	type?: 'and' | 'or';
	filters?: Condition[];
}

export type Row = Record<string, unknown> & { id: number };

/** Whether a row fits; `eq null` means IS NULL (data-table-rows.repository.js, 2.8.4). */
export function fits(row: Row, { type = 'and', filters = [] }: Filter): boolean {
	const one = ({ columnName, condition = 'eq', value }: Condition) => {
		if (condition === 'gt') return Number(row[columnName]) > Number(value);
		return ((row[columnName] ?? null) === value) === (condition === 'eq');
	};
	return type === 'and' ? filters.every(one) : filters.some(one);
}
