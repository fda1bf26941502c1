import { providers } from '../../../nodes/providers';
import type { TaskProvider } from '../../../nodes/providers/provider';
import { isFinished } from '../../../nodes/task/states';
import { COLUMNS } from '../../../nodes/watchList/columns';
import { newRow } from '../../../nodes/watchList/row';
import type { Row } from '../../simulators/n8nDataTables';
import { SLACK_MS, endsWithin } from '../invariants/hangs';
import type { Channel, ChaosTask } from '../world/channel';
import type { N8nPlace } from '../world/n8n';
import { RowTable } from '../world/rowTable';
import { checkExecution, execute } from './execution';
import type { Execution } from './execution';
import type { Round } from './round';

const MOST_ATTEMPTS = 40;
/** An end and a row of the same moment: which came first cannot be told. */
const SAME_MOMENT_MS = 100;
const WAYS = ['node', 'node', 'node', 'person', 'wait', 'wait', 'nonsense'] as const;
const FATES = ['waits', 'waits', 'waits', 'comes', 'gone', 'foreign'] as const;

interface Known {
	readonly task: ChaosTask;
	readonly channel: Channel;
	isAgain: boolean;
}

/** The rows of a round, in a Data Table of their own. */
export class Rows {
	readonly table: RowTable;
	/** Tasks with a row that fires. */
	readonly firing = new Set<ChaosTask>();
	/** By the id of an execution, the task that it waits for; null where it must not be resumed. */
	readonly executions = new Map<string, ChaosTask | null>();
	private readonly known: Known[] = [];
	private count = 0;

	constructor(
		private readonly round: Round,
		private readonly n8n: N8nPlace,
		private readonly channels: readonly Channel[],
	) {
		const { simulator } = n8n;
		const name = `Round ${round.number}`;
		this.table = new RowTable(`rows-${round.number}`, name, COLUMNS, simulator.clock);
		simulator.tables.set(this.table.id, this.table);
	}

	/** How the nodes name the table. */
	get locator() {
		return { __rl: true, mode: 'name', value: this.table.name };
	}

	get tasks(): readonly ChaosTask[] {
		return this.known.map(({ task }) => task);
	}

	/** The task of a row; undefined where nobody could tell it. */
	taskOf({ taskId }: Row): ChaosTask | undefined {
		return this.tasks.find((task) => task.taskId === taskId);
	}

	/** Adds a task, perhaps one that is there already, as a node, a person or an import does. */
	async add(): Promise<void> {
		const known = this.draw();
		const provider = providers.find(({ name }) => name === known.channel.provider);
		const way = this.round.dice.pick(WAYS);
		if (way === 'nonsense' || provider === undefined) {
			const wrong = this.round.dice.pick(['', 'Rodan']);
			this.table.insert({ provider: wrong, taskId: 'nobody', ref: '' });
		} else if (way === 'wait') this.waitFor(known, provider);
		else {
			this.firing.add(known.task);
			if (way === 'node') await this.addByNode(known);
			else this.writeByHand(known, provider);
		}
	}

	/** Executions that were on their way to their Wait node are there. */
	letAllWait(): void {
		const { executions } = this.n8n.simulator;
		for (const id of this.executions.keys()) {
			if (executions.get(id) === 'running') executions.set(id, 'waiting');
		}
	}

	/** Rows that are to be closed and are not. One that came after an end may wait for another. */
	owed(firstPollAt: number): readonly Row[] {
		const again = new Set(this.known.filter(({ isAgain }) => isAgain).map(({ task }) => task));
		return this.table.rows.filter((row) => {
			const task = this.taskOf(row);
			if (row.reportedAt || !task?.end || !isFinished(task.end)) return false;
			const addedAt = Date.parse(String(row.addedAt ?? row.createdAt));
			const isInTime = addedAt <= firstPollAt || addedAt < task.endsAt - SAME_MOMENT_MS;
			return Boolean(row.resumeUrl) || isInTime || !again.has(task);
		});
	}

	private draw(): Known {
		const { dice, number } = this.round;
		const before = this.known.filter(({ task }) => task.end !== 'notFound');
		if (before.length > 0 && dice.chance(0.3)) {
			return Object.assign(dice.pick(before), { isAgain: true });
		}
		const channel = dice.pick(this.channels);
		const task = channel.start(dice, `r${number}.${this.count++}`);
		const known: Known = { channel, task, isAgain: false };
		this.known.push(known);
		return known;
	}

	private async addByNode({ task, channel }: Known): Promise<void> {
		const credentials = { ...channel.credentials, ...this.n8n.credentials };
		const round = { ...this.round, channel: { ...channel, credentials } };
		const execution: Execution = {
			...{ operation: 'addToWatchList', tasks: [task], onError: 'stopWorkflow' },
			parameters: { dataTableId: this.locator, context: '{"order":7}' },
		};
		for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
			const running = execute(round, execution);
			const result = await endsWithin(SLACK_MS, 'Add to Watch List', round.report, running);
			round.tally.did(`${channel.name} addToWatchList`);
			if (result === null) return;
			checkExecution(
				round,
				execution,
				result,
				() => 1,
				() => undefined,
			);
			if (result.error === undefined) return;
		}
	}

	private writeByHand({ task: { taskId, ref }, channel }: Known, provider: TaskProvider): void {
		const whole = { ...channel.fixed, ...ref };
		const isEnough = Object.values(whole).join() === taskId;
		this.table.insert({
			provider: this.round.dice.pick([provider.name, provider.displayName]),
			...{ taskId, ref: isEnough ? '' : JSON.stringify(whole) },
			...{ context: '', resumeUrl: '', state: '', message: '' },
		});
	}

	/** The row that Add to Watch List writes for an execution that is to be resumed. */
	private waitFor({ task, channel }: Known, provider: TaskProvider): void {
		const { resumeUrl, foreignUrl, simulator } = this.n8n;
		const fate = this.round.dice.pick(FATES);
		const id = `r${this.round.number}-${this.count++}`;
		if (fate !== 'gone') simulator.executions.set(id, fate === 'comes' ? 'running' : 'waiting');
		this.executions.set(id, fate === 'gone' || fate === 'foreign' ? null : task);
		const ref = provider.readRef({ ...channel.fixed, ...task.ref });
		const address = (fate === 'foreign' ? foreignUrl : resumeUrl)(id);
		this.table.insert({ ...newRow(provider, task.taskId, ref, null, address) });
	}
}
