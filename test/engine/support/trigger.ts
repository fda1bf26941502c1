import { PollContext } from 'n8n-core';
import { deepCopy, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IPollFunctions,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { poll } from '../../../nodes/TaskCompletedTrigger/poll';
import { TaskCompletedTrigger } from '../../../nodes/TaskCompletedTrigger/TaskCompletedTrigger.node';
import { systemClock } from '../../../nodes/task/clock';
import type { Clock } from '../../../nodes/task/clock';
import { CredentialStore } from './credentialStore';
import type { CredentialData } from './credentialStore';
import { createAdditionalData } from './engine';

const NODE_NAME = 'Task Completed Trigger';
const nodeType: INodeType = new TaskCompletedTrigger();
const types: INodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(nodeType),
	getKnownTypes: () => ({}),
};

/** What a test watches with. */
export interface TriggerSetup {
	readonly parameters: INodeParameters;
	readonly credentials: CredentialData;
	/** How long a poll may take on a host that says it, in ms. */
	readonly budgetMs?: number;
	/** The time by which faults are told and marks are made; the machine's own by default. */
	readonly clock?: Clock;
	/** Whether the host takes items only when a poll returns. */
	readonly withoutEmit?: boolean;
}

/** The machine's own clock, which can be put forward. */
export class ShiftedClock implements Clock {
	private shift = 0;

	readonly sleep = systemClock.sleep;

	now(): number {
		return Date.now() + this.shift;
	}

	advance(ms: number): void {
		this.shift += ms;
	}
}

let count = 0;

/**
 * A trigger in a workflow, polled as n8n 2.8.4 polls (active-workflows.js, active-workflow-manager.js):
 * one context for an activation and all its ticks; the static data is stored as JSON when items are
 * handed over and at the end of an activation, and read again at the next one.
 */
export class PolledTrigger {
	/** What the node wrote to n8n's log as warnings. */
	readonly warnings: string[] = [];
	/** The workflow's static data in n8n's database. */
	stored = '{}';
	/** Everything n8n would have started an execution with. */
	readonly executions: INodeExecutionData[][] = [];
	/** Everything n8n would have stored as a failed execution. */
	readonly failures: Error[] = [];
	/** Those of them that a tick threw. */
	readonly thrown: Error[] = [];
	private readonly id = `workflow-${++count}`;
	private workflow: Workflow | undefined;
	protected context: PollContext | undefined;
	private processes = 0;
	private isCrashed = false;

	constructor(private setup: TriggerSetup) {}

	/** Changes the node, for the next activation. */
	configure(setup: Partial<TriggerSetup>): void {
		this.setup = { ...this.setup, ...setup };
	}

	/**
	 * Activates the workflow, or brings it back after a restart, in a process that remembers nothing;
	 * an error keeps it inactive.
	 */
	async activate(mode: WorkflowActivateMode = 'activate'): Promise<void> {
		if (mode === 'init' || this.isCrashed) this.processes++;
		this.isCrashed = false;
		const { workflow, context } = this.open('trigger', mode);
		this.workflow = workflow;
		this.context = context;
		const found = await this.run(context);
		if (found !== null) this.emit(workflow, [found]);
		this.store(workflow);
	}

	/** n8n is started, and the first tick comes. */
	async restart(): Promise<INodeExecutionData[] | null> {
		await this.activate('init');
		return await this.tick();
	}

	/** A minute later by n8n's clock; what it fired. */
	async tick(): Promise<INodeExecutionData[] | null> {
		const { context, workflow } = this;
		if (context === undefined || workflow === undefined) throw new Error('Activate first');
		const before = this.executions.length;
		try {
			const found = await this.run(context);
			if (found !== null && context === this.context) this.emit(workflow, [found]);
		} catch (error) {
			this.failures.push(error as Error);
			this.thrown.push(error as Error);
		}
		const fired = this.executions.slice(before).flat();
		return fired.length === 0 ? null : fired;
	}

	/** A tick with a context of its own, as the durable scheduler of newer versions makes it. */
	async scheduledTick(): Promise<INodeExecutionData[] | null> {
		const { workflow, context } = this.open('trigger', 'update');
		this.workflow = workflow;
		this.context = context;
		return await this.tick();
	}

	/** A tick whose items n8n does not get round to: it crashes in between. */
	async tickAndCrash(): Promise<void> {
		this.isCrashed = true;
		await this.run(this.context as PollContext).finally(() => {
			this.context = undefined;
		});
	}

	/** Executes the node alone in the editor. */
	async test(): Promise<INodeExecutionData[]> {
		const { context } = this.open('manual', 'manual');
		return (await this.run(context)) ?? [];
	}

	/** The node's static data as it is stored. */
	storedState(): IDataObject {
		return (JSON.parse(this.stored) as IDataObject)[`node:${NODE_NAME}`] as IDataObject;
	}

	private async run(context: PollContext): Promise<INodeExecutionData[] | null> {
		const found = await poll(context as unknown as IPollFunctions, this.setup.clock);
		return found?.[0] ?? null;
	}

	private emit(workflow: Workflow, [items = []]: INodeExecutionData[][]): void {
		if (this.isCrashed) return;
		this.executions.push(deepCopy(items));
		this.store(workflow);
	}

	private store({ staticData }: Workflow): void {
		if (staticData.__dataChanged === true) {
			this.stored = JSON.stringify(staticData);
			staticData.__dataChanged = false;
		}
	}

	private open(mode: WorkflowExecuteMode, activation: WorkflowActivateMode) {
		const { parameters, credentials, budgetMs, withoutEmit = false } = this.setup;
		const node: INode = {
			id: `node-${this.processes}`,
			name: NODE_NAME,
			type: 'n8n-nodes-task-status.taskCompletedTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: Object.fromEntries(
				Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
			),
		};
		const workflow = new Workflow({
			id: this.id,
			name: 'Trigger test',
			active: mode === 'trigger',
			nodeTypes: types,
			nodes: [node],
			connections: {},
			staticData: JSON.parse(this.stored) as IDataObject,
		});
		const data = createAdditionalData(new CredentialStore(credentials));
		const own = workflow.getNode(NODE_NAME) as INode;
		const emit = (items: INodeExecutionData[][]) => this.emit(workflow, items);
		const emitError = (error: Error) => void this.failures.push(error);
		const context = withoutEmit
			? new PollContext(workflow, own, data, mode, activation)
			: new PollContext(workflow, own, data, mode, activation, emit, emitError);
		const warn = (text: string) => void this.warnings.push(text);
		const quiet = () => undefined;
		const logger = { debug: quiet, info: quiet, warn, error: quiet };
		Object.defineProperty(context, 'logger', { value: logger });
		if (budgetMs !== undefined) {
			Object.defineProperty(context, 'getPollBudgetMs', { value: () => budgetMs });
		}
		return { workflow, context };
	}
}

/** The tasks in items, by identifier and state. */
export function statesIn(items: readonly INodeExecutionData[] | null | undefined): string[] {
	return (items ?? []).map(({ json }) => `${String(json.taskId)}: ${String(json.state)}`);
}
