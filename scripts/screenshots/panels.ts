import type { INode } from 'n8n-workflow';
import { providers } from '../../nodes/providers';
import { operationOptions } from '../../nodes/TaskStatus/operations/operations.properties';
import type { Scene } from '../../test/e2e/support/scene';
import type { StoredCredential } from '../../test/e2e/support/workflowJson';

const COLUMNS = 5;
const COLUMN_WIDTH = 320;
const ROW_HEIGHT = 240;
/** The services look alike: one of them stands for all. */
const PICTURED = ['hyper3dRodin', 'hyper3dOnPremises', 'rocketRide', 'cloudCoin', 'fal', 'httpApi'];
const WATCH_LIST_CREDENTIAL = 'n8nWatchListApi';

/** A node's panel to take a picture of. */
export interface Panel {
	/** The picture's name, without its ending. */
	name: string;
	type: string;
	parameters: INode['parameters'];
	credentialTypes: readonly string[];
}

/** Task Status for each kind of provider and operation, its options, and the trigger's ways to watch. */
export const panels: readonly Panel[] = [
	...providers
		.filter(({ name }) => PICTURED.includes(name))
		.flatMap(({ name, credentialType }) =>
			operationOptions.map(({ value: operation }) => ({
				name: `panel-${name}-${String(operation)}`,
				type: 'n8n-nodes-task-status.taskStatus',
				parameters: { provider: name, operation },
				credentialTypes:
					operation === 'addToWatchList'
						? [credentialType, WATCH_LIST_CREDENTIAL]
						: [credentialType],
			})),
		),
	{
		name: 'panel-options',
		type: 'n8n-nodes-task-status.taskStatus',
		parameters: {
			provider: 'rocketRide',
			operation: 'waitForCompletion',
			options: {
				failOnTaskFailure: false,
				includeInputFields: true,
				includeRaw: false,
				maxConcurrency: 16,
				maxConsecutiveFailures: 5,
				requestTimeout: 30,
				treatWarningsAsFailure: false,
			},
		},
		credentialTypes: ['rocketRideTaskApi'],
	},
	trigger('hyper3dRodin', 'taskList', 'hyper3dRodinApi', { tasks: { task: [{}] } }),
	trigger('cloudCoin', 'json', 'cloudCoinApi'),
	trigger('hyper3dOnPremises', 'watchList', 'hyper3dOnPremisesApi', {
		dataTableId: { __rl: true, mode: 'name', value: 'Pending tasks' },
		listProviders: ['hyper3dOnPremises'],
	}),
	trigger('rocketRide', 'allTasks', 'rocketRideTaskApi'),
];

function trigger(
	provider: string,
	watch: string,
	credentialType: string,
	more: INode['parameters'] = {},
): Panel {
	return {
		name: `trigger-${watch}`,
		type: 'n8n-nodes-task-status.taskCompletedTrigger',
		parameters: { provider, watch, ...more },
		credentialTypes:
			watch === 'watchList' ? [credentialType, WATCH_LIST_CREDENTIAL] : [credentialType],
	};
}

/** Stores one workflow with the nodes of all panels and returns its id. */
export async function storePanels(
	{ api }: Scene,
	chosen: readonly Panel[],
): Promise<{ id: string; nodeIds: string[] }> {
	const stored = await api.listCredentials();
	const nodes = chosen.map((panel, index) => nodeOf(panel, index, stored));
	const { id } = await api.createWorkflow({ name: 'Panels', nodes, connections: {} });
	return { id, nodeIds: nodes.map((node) => node.id) };
}

function nodeOf(
	{ name, type, parameters, credentialTypes }: Panel,
	index: number,
	stored: readonly StoredCredential[],
): INode {
	const credentials = stored
		.filter((credential) => credentialTypes.includes(credential.type))
		.map((credential) => [credential.type, { id: credential.id, name: credential.name }] as const);
	return {
		id: `panel-${index}`,
		name,
		type,
		typeVersion: 1,
		position: [(index % COLUMNS) * COLUMN_WIDTH, Math.floor(index / COLUMNS) * ROW_HEIGHT],
		parameters,
		credentials: Object.fromEntries(credentials),
	};
}
