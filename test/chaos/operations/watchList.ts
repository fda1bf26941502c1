import type { PollContext } from 'n8n-core';
import type { IPollFunctions, WorkflowActivateMode } from 'n8n-workflow';

import { memoryOf } from '../../../nodes/TaskCompletedTrigger/memory';
import { PolledTrigger, ShiftedClock } from '../../engine/support/trigger';
import type { TriggerSetup } from '../../engine/support/trigger';
import { checkError } from '../invariants/errors';
import { endsWithin } from '../invariants/hangs';
import { checkClosed, checkResumed, checkRows } from '../invariants/rows';
import { checkItemSecrets } from '../invariants/secrets';
import { pause } from '../support/pause';
import type { RowTable } from '../world/rowTable';
import type { World } from '../world/world';
import { REQUEST_TIMEOUT_SECONDS } from './round';
import type { Round } from './round';
import { Rows } from './rows';
import { POLL_MS, act, activate, checkFired, checkOnce } from './trigger';

/** Two looks, and the 2 s that a poll keeps for writing rows. */
const BUDGET_MS = 3_500;
/** Steps in which rows come; after them only ends are waited for. */
const LIVE_STEPS = 5;
const MOST_STEPS = 80;
const STEPS_AFTER = 2;
/** n8n's clock between two steps then: a fault is told when it lasts, and a task that nobody knows is awaited for ten minutes. */
const LATER_MS = 4 * 60_000;
const STATES = ['succeeded', 'failed', 'canceled'];

/** A trigger whose processes leave nothing behind: no rows of a crash, and no memory, which would grow here. */
class ListTrigger extends PolledTrigger {
	constructor(
		setup: TriggerSetup,
		private readonly table: RowTable,
	) {
		super(setup);
	}

	override async activate(mode?: WorkflowActivateMode): Promise<void> {
		if (mode === 'init') forget(this.context);
		await super.activate(mode);
	}

	override async tickAndCrash(): Promise<void> {
		const { context } = this;
		await this.table.undone(async () => await super.tickAndCrash());
		forget(context);
	}
}

function forget(context: PollContext | undefined): void {
	if (context === undefined) return;
	const memory = memoryOf(context as unknown as IPollFunctions, true);
	for (const part of Object.values(memory) as unknown[]) {
		if (part instanceof Map || part instanceof Set) part.clear();
	}
}

/** A life of a trigger on a watch list, whose rows of several providers come and end meanwhile. */
export async function watchList(inWorld: Round, { channels, n8n }: World): Promise<void> {
	const { dice, report, tally } = inWorld;
	const watched = [inWorld.channel, dice.pick(channels), dice.pick(channels)];
	const round: Round = { ...inWorld, channel: { ...inWorld.channel, name: 'watchList' } };
	const states = dice.pick([
		STATES,
		['succeeded'],
		['failed', 'canceled'],
		[...STATES, 'notFound'],
	]);
	const clock = new ShiftedClock();
	const rows = new Rows(round, n8n, watched);
	const { table, firing } = rows;
	const setup: TriggerSetup = {
		parameters: {
			...{ watch: 'watchList', dataTableId: rows.locator, states },
			listProviders: [...new Set(watched.map(({ provider }) => provider))],
			checkInterval: dice.pick([0, 0, 0, 1]),
			options: { requestTimeout: REQUEST_TIMEOUT_SECONDS, deleteReported: dice.chance(0.3) },
		},
		credentials: Object.assign({}, n8n.credentials, ...watched.map((one) => one.credentials)),
		...{ clock, budgetMs: BUDGET_MS },
	};
	const polled = new ListTrigger(setup, table);
	const fired = () => polled.executions.flat();
	const told = { rows, n8n, states, fired, round };
	table.onClosed = (row) => checkClosed(row, told);
	let isLive = false;
	const look = async (name: string, work: () => Promise<unknown>) => {
		tally.did(`watchList ${name}`);
		const before = { rows: JSON.stringify(table.rows), fired: fired().length };
		// Another process does not know what this one was told.
		if (name === 'restart') for (const id of rows.executions.keys()) n8n.settled.delete(id);
		const isAdded = isLive && name.startsWith('tick') && dice.chance(0.6);
		await Promise.all([
			endsWithin(POLL_MS, `Watch list, ${name}`, report, work()),
			isAdded ? rows.add() : null,
		]);
		checkFired(round, fired().slice(before.fired), rows.tasks, states);
		checkRows(told);
		if (name === 'test' && JSON.stringify(table.rows) !== before.rows) {
			report('a manual test changes nothing', before.rows);
		}
	};
	for (let left = dice.int(3, 8); left > 0; left--) await rows.add();
	const firstPollAt = Date.now();
	await look('activation', async () => await activate(round, polled, 'activate'));
	isLive = true;
	for (let step = 0; step < LIVE_STEPS; step++) {
		await act(round, polled, look);
		await pause(dice.int(20, 250));
	}
	isLive = false;
	rows.letAllWait();
	const awaited = [...firing].filter(({ end }) => end !== null && states.includes(end));
	let after = 0;
	for (let step = 0; step < MOST_STEPS && after < STEPS_AFTER; step++) {
		clock.advance(LATER_MS);
		await act(round, polled, look);
		const isComplete = fired().length >= awaited.length && rows.owed(firstPollAt).length === 0;
		if (isComplete) after++;
		else await pause(dice.int(20, 250));
	}
	for (const row of rows.owed(firstPollAt)) {
		report('every row is closed when its task has ended', JSON.stringify(row));
	}
	checkOnce(round, fired(), awaited);
	checkResumed(told);
	for (const failure of polled.failures) checkError(failure, 'a failed poll', report);
	const stored = { stored: polled.stored, warnings: polled.warnings };
	checkItemSecrets({ json: stored }, 'static data and warnings', report);
	n8n.simulator.tables.delete(table.id);
}
