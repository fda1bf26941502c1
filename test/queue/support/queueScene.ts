import { createCredentials } from '../../../scripts/start/credentials';
import type { NodeOptions } from '../../e2e/support/chain';
import { taskStatus } from '../../e2e/support/taskNodes';
import type { StoredCredential } from '../../e2e/support/workflowJson';
import { startSimulators, type Simulators } from '../../simulators';
import { startCluster, type Cluster } from './cluster';
import type { Programs } from './programs';

const START_TIMEOUT_MS = 600_000;
const STOP_TIMEOUT_MS = 120_000;

/** What all tests of queue mode share; to be read inside tests only. */
export interface QueueScene {
	readonly simulators: Simulators;
	readonly cluster: Cluster;
	credential(type: string): StoredCredential;
	/** A Task Status node that waits for a Rodin task. */
	waitForRodin(subscriptionKey: string): NodeOptions;
}

/** Starts a cluster and the simulated providers before the tests of this file, and ends them. */
export function useQueueScene(programs: Programs): QueueScene {
	const scene: { simulators?: Simulators; cluster?: Cluster } = {};
	let credentials: StoredCredential[] = [];

	beforeAll(async () => {
		scene.simulators = await startSimulators();
		scene.cluster = await startCluster(programs);
		const { api, main } = scene.cluster;
		await createCredentials(api, main.url, scene.simulators);
		credentials = await api.listCredentials();
	}, START_TIMEOUT_MS);

	afterAll(async () => {
		await scene.cluster?.stop();
		await scene.simulators?.close();
	}, STOP_TIMEOUT_MS);

	const credential = (type: string) => started(credentials.find((one) => one.type === type));
	return {
		get simulators() {
			return started(scene.simulators);
		},
		get cluster() {
			return started(scene.cluster);
		},
		credential,
		waitForRodin: (subscriptionKey) =>
			taskStatus('Wait', credential('hyper3dRodinApi'), {
				provider: 'hyper3dRodin',
				operation: 'waitForCompletion',
				subscriptionKey,
				pollInterval: 1,
				timeout: 600,
			}),
	};
}

function started<Part>(part: Part | undefined): Part {
	if (part === undefined) throw new Error('The queue scene has not been started');
	return part;
}
