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

import { TaskCompletedTrigger } from '../../../nodes/TaskCompletedTrigger/TaskCompletedTrigger.node';
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
}

let count = 0;

/**
 * A trigger in a workflow, polled as n8n 2.8.4 polls (active-workflows.js, active-workflow-manager.js):
 * one context for an activation and all its ticks; the static data is stored as JSON when items are
 * returned and at the end of an activation, and read again at the next one.
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
	private readonly id = `workflow-${++count}`;
	private workflow: Workflow | undefined;
	private context: PollContext | undefined;

	constructor(private setup: TriggerSetup) {}

	/** Changes the node, for the next activation. */
	configure(setup: Partial<TriggerSetup>): void {
		this.setup = { ...this.setup, ...setup };
	}

	/** Activates the workflow, or brings it back after a restart; an error keeps it inactive. */
	async activate(mode: WorkflowActivateMode = 'activate'): Promise<void> {
		const { workflow, context } = this.open('trigger', mode);
		this.workflow = workflow;
		this.context = context;
		const found = await this.run(context);
		if (found !== null) this.emit(found);
		this.store();
	}

	/** One minute later. */
	async tick(): Promise<INodeExecutionData[] | null> {
		if (this.context === undefined) throw new Error('Activate first');
		const { context } = this;
		try {
			const found = await this.run(context);
			if (found !== null && context === this.context) this.emit(found);
			return found;
		} catch (error) {
			this.failures.push(error as Error);
			return null;
		}
	}

	/** A tick whose items n8n does not get round to: it crashes in between. */
	async tickAndCrash(): Promise<INodeExecutionData[] | null> {
		const found = await this.run(this.context as PollContext);
		this.context = undefined;
		return found;
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
		const found = (await nodeType.poll?.call(context as unknown as IPollFunctions)) ?? null;
		return found?.[0] ?? null;
	}

	private emit(items: INodeExecutionData[]): void {
		this.executions.push(deepCopy(items));
		this.store();
	}

	private store(): void {
		const { staticData } = this.workflow as Workflow;
		if (staticData.__dataChanged === true) {
			this.stored = JSON.stringify(staticData);
			staticData.__dataChanged = false;
		}
	}

	private open(mode: WorkflowExecuteMode, activation: WorkflowActivateMode) {
		const { parameters, credentials, budgetMs } = this.setup;
		const node: INode = {
			id: 'node-1',
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
		const context = new PollContext(workflow, own, data, mode, activation);
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
