import { Table } from '../../simulators/n8nDataTables';
import type { Filter, Row } from '../../simulators/n8nDataTables';
import { pause } from '../support/pause';

/** Requests that a dead process has sent may still be under way. */
const UNDER_WAY_MS = 50;

/** A Data Table that tells when its rows are closed. */
export class RowTable extends Table {
	/** Called for each row that is marked or removed. */
	onClosed: (row: Row) => void = () => undefined;

	override update(filter: Filter, data: Record<string, unknown>): Row[] {
		const rows = super.update(filter, data);
		if (typeof data.reportedAt === 'string') rows.forEach((row) => this.onClosed(row));
		return rows;
	}

	override remove(filter: Filter): void {
		this.select(filter).forEach((row) => this.onClosed(row));
		super.remove(filter);
	}

	/** Does work that leaves nothing behind: its process dies before anything is written. */
	async undone(work: () => Promise<void>): Promise<void> {
		const { onClosed } = this;
		const before = this.rows.map((row) => ({ ...row }));
		this.onClosed = () => undefined;
		try {
			await work();
		} finally {
			await pause(UNDER_WAY_MS);
			this.rows = before;
			this.onClosed = onClosed;
		}
	}
}
