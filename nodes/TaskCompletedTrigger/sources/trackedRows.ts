import type { RowData } from '../../watchList/api';
import { changesOf, refOf } from '../../watchList/row';
import type { Row } from '../../watchList/row';
import type { Finding } from '../look/lookAtTasks';
import type { Fault } from '../look/sight';
import type { Round } from '../look/source';
import { watch } from '../look/watched';
import type { Watched } from '../look/watched';

/** A row and the task it names. */
export interface TrackedRow {
	readonly row: Row;
	readonly watched: Watched;
}

/** A row whose task cannot be told. */
export interface BrokenRow {
	readonly row: Row;
	readonly fault: Fault;
}

/** What is to be written to a row. */
export interface RowUpdate {
	readonly row: Row;
	readonly data: RowData;
}

/** The tasks that the rows name. */
export function toTracked(rows: readonly Row[]): {
	readonly tracked: readonly TrackedRow[];
	readonly broken: readonly BrokenRow[];
} {
	const tracked: TrackedRow[] = [];
	const broken: BrokenRow[] = [];
	for (const row of rows) {
		try {
			tracked.push({ row, watched: watch(row.provider, refOf(row)) });
		} catch (error) {
			const provider = row.provider.name;
			broken.push({ row, fault: { error, provider, secrets: [], isSingle: true } });
		}
	}
	return { tracked, broken };
}

/**
 * What has changed since the rows were read. A state that was fired in an earlier poll is marked as
 * reported only now: had n8n crashed in between, it would be fired again.
 */
export function updatesOf(
	tracked: readonly TrackedRow[],
	broken: readonly BrokenRow[],
	findings: readonly Finding[],
	{ clock, isFired }: Pick<Round, 'clock' | 'isFired'>,
): readonly RowUpdate[] {
	const now = new Date(clock.now()).toISOString();
	const seen = new Map(
		findings.flatMap((one) => (one.kind === 'seen' ? [[one.watched.key, one.answer.task]] : [])),
	);
	const updates = tracked.flatMap(({ row, watched }): RowUpdate[] => {
		const task = seen.get(watched.key);
		if (task === undefined) return [];
		const isDone = task.finished && isFired(task);
		// A task that is forgotten after it was reported keeps the state it ended in.
		const isForgotten = isDone && task.state === 'notFound' && row.state !== null;
		const changes = isForgotten ? null : changesOf(row, task);
		const data = { ...changes, ...(isDone ? { reportedAt: now } : {}) };
		return Object.keys(data).length === 0 ? [] : [{ row, data }];
	});
	const words = broken.flatMap(({ row, fault }): RowUpdate[] => {
		const message = fault.error instanceof Error ? fault.error.message : null;
		if (message === null || row.message === message) return [];
		return [{ row, data: { message, checkedAt: now } }];
	});
	return [...updates, ...words];
}
