import { setTimeout as sleep } from 'node:timers/promises';
import type { IBinaryData } from 'n8n-workflow';
import {
	hasEnded,
	parseExecution,
	type Execution,
	type ExecutionSummary,
	type RawExecution,
} from './execution';
import { N8nApiError, N8nHttp } from './n8nHttp';
import { N8nResources } from './n8nResources';
import {
	withCredentials,
	withReplacements,
	type StoredWorkflow,
	type WorkflowJson,
} from './workflowJson';

/** The owner of every throw-away n8n; it only ever listens on loopback. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Local-tests-1',
	firstName: 'Local',
	lastName: 'Owner',
} as const;

const DEFAULT_RUN_TIMEOUT_MS = 30_000;
const LOOK_INTERVAL_MS = 100;
const BAD_REQUEST = 400;

export interface RunOptions {
	timeoutMs?: number;
	/** The trigger to start from; default: the first node that looks like one. */
	trigger?: string;
}

export interface ImportOptions {
	name?: string;
	/** Texts to replace in all nodes, for example a provider's address by a simulator's. */
	replacements?: Readonly<Record<string, string>>;
}

/** What the tests do in n8n's editor, through the endpoints that the editor uses. */
export class N8nApi extends N8nResources {
	/** Signs in as the owner, whose account is made first in a new n8n. */
	static async connect(baseUrl: string): Promise<N8nApi> {
		const http = new N8nHttp(baseUrl);
		try {
			await http.send('POST', '/rest/owner/setup', OWNER);
		} catch (error) {
			if (!(error instanceof N8nApiError) || error.status !== BAD_REQUEST) throw error;
			const { email, password } = OWNER;
			await http.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		}
		return new N8nApi(http);
	}

	async createWorkflow(workflow: WorkflowJson): Promise<StoredWorkflow> {
		const { name, nodes, connections, settings = {}, pinData } = workflow;
		const body = { name, nodes, connections, settings, pinData, active: false };
		return await this.http.send('POST', '/rest/workflows', body);
	}

	/** Stores a workflow from a file: with this n8n's credentials and with other addresses. */
	async importWorkflow(
		workflow: WorkflowJson,
		{ name = workflow.name, replacements = {} }: ImportOptions = {},
	): Promise<StoredWorkflow> {
		const connected = withCredentials(workflow, await this.listCredentials());
		return await this.createWorkflow({ ...withReplacements(connected, replacements), name });
	}

	async getWorkflow(workflowId: string): Promise<StoredWorkflow> {
		return await this.http.send('GET', `/rest/workflows/${workflowId}`);
	}

	/** Runs a workflow as "Execute workflow" does, and waits for its end. */
	async runWorkflow(workflowId: string, options: RunOptions = {}): Promise<Execution> {
		const executionId = await this.startWorkflow(workflowId, options.trigger);
		return await this.waitForExecution(executionId, options.timeoutMs);
	}

	/** Runs a workflow as "Execute workflow" does, and returns the execution's id at once. */
	async startWorkflow(workflowId: string, trigger?: string): Promise<string> {
		const workflowData = await this.getWorkflow(workflowId);
		const name = trigger ?? firstTrigger(workflowData);
		const started = await this.http.send<{ executionId?: string }>(
			'POST',
			`/rest/workflows/${workflowId}/run`,
			{ workflowData, triggerToStartFrom: { name } },
		);
		if (started.executionId === undefined) {
			throw new Error(`Workflow "${workflowData.name}" waits for a webhook and did not start`);
		}
		return started.executionId;
	}

	async waitForExecution(
		executionId: string,
		timeoutMs = DEFAULT_RUN_TIMEOUT_MS,
	): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const execution = await this.getExecution(executionId);
			if (hasEnded(execution)) return execution;
			if (Date.now() > deadline) {
				throw new Error(
					`Execution ${executionId} is still ${execution.status} after ${timeoutMs / 1000} s`,
				);
			}
			await sleep(LOOK_INTERVAL_MS);
		}
	}

	async getExecution(executionId: string): Promise<Execution> {
		const raw = await this.http.send<RawExecution>('GET', `/rest/executions/${executionId}`);
		return parseExecution(raw);
	}

	/** Everything n8n has stored of an execution, as text, to search for what must not be there. */
	async storedText(executionId: string): Promise<string> {
		const raw = await this.http.send<RawExecution>('GET', `/rest/executions/${executionId}`);
		return JSON.stringify(raw);
	}

	/** The bytes of a file that an execution has produced, wherever n8n keeps them. */
	async bytesOf(file: IBinaryData | undefined): Promise<Buffer> {
		if (file === undefined) throw new Error('There is no such file in the item');
		if (file.id === undefined) return Buffer.from(file.data, 'base64');
		const query = new URLSearchParams({ id: file.id, action: 'download' });
		return await this.http.download(`/rest/binary-data?${query.toString()}`);
	}

	/**
	 * The executions of a workflow, newest first, without their data. n8n asks for running and for ended ones at the same
	 * time (`findLatestCurrentAndCompleted` in 2.8.4): one that ends in between is in both lists.
	 */
	async listExecutions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.http.send<{ results: ExecutionSummary[] }>(
			'GET',
			`/rest/executions?limit=100&filter=${filter}`,
		);
		return [...new Map(results.map((execution) => [execution.id, execution])).values()];
	}

	async stopExecution(executionId: string): Promise<void> {
		await this.http.send('POST', `/rest/executions/${executionId}/stop`);
	}

	/** Publishes the present version, so that its triggers are live. */
	async activateWorkflow(workflowId: string): Promise<void> {
		const { versionId } = await this.getWorkflow(workflowId);
		await this.http.send('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
	}

	async deactivateWorkflow(workflowId: string): Promise<void> {
		await this.http.send('POST', `/rest/workflows/${workflowId}/deactivate`, {});
	}
}

function firstTrigger(workflow: WorkflowJson): string {
	const trigger = workflow.nodes.find(
		({ type, disabled }) => /trigger$/i.test(type) && disabled !== true,
	);
	if (trigger === undefined) throw new Error(`Workflow "${workflow.name}" has no trigger`);
	return trigger.name;
}
