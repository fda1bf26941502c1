import type { IDataObject } from 'n8n-workflow';
import { within } from '../../support/within';
import { chain, type NodeOptions } from './chain';
import { itemsOf, type Execution } from './execution';
import type { N8nApi } from './n8nApi';
import { noOp } from './taskNodes';

/** An active workflow of a trigger and a node behind it. */
export interface LiveTrigger {
	readonly workflowId: string;
	/** Its successful executions, oldest first. */
	executions(): Promise<Execution[]>;
	/** Every item it has fired, oldest first. */
	fired(): Promise<IDataObject[]>;
	/** Resolves with the fired items once there are that many. */
	untilFired(count: number, limitMs: number): Promise<IDataObject[]>;
	/** Switches the workflow off and on again, which polls at once. */
	reactivate(): Promise<void>;
}

const BEHIND = 'Fired';

export async function activateTrigger(
	api: N8nApi,
	name: string,
	trigger: NodeOptions,
): Promise<LiveTrigger> {
	const { id: workflowId } = await api.createWorkflow(chain(name, trigger, noOp(BEHIND)));
	await api.activateWorkflow(workflowId);
	const executions = async () => {
		const ended = (await api.listExecutions(workflowId)).filter(
			({ status }) => status === 'success',
		);
		return await Promise.all(ended.reverse().map(async ({ id }) => await api.getExecution(id)));
	};
	const fired = async () =>
		(await executions()).flatMap((one) => itemsOf(one, BEHIND).map(({ json }) => json));
	return {
		workflowId,
		executions,
		fired,
		async untilFired(count, limitMs) {
			const what = `Item ${count} of "${name}"`;
			await within(limitMs, what, async () => (await fired()).length >= count);
			return await fired();
		},
		async reactivate() {
			await api.deactivateWorkflow(workflowId);
			await api.activateWorkflow(workflowId);
		},
	};
}
