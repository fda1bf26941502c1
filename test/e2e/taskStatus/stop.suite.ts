import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually';
import type { Scene } from '../support/scene';
import { store, type OneNode } from './oneNode';

/** The goal is one second; two busy cores may need more. */
const SOON_MS = 5_000;
const TWO_INTERVALS_MS = 2_500;
const credential = 'Hyper3D Rodin';

/** "Stop" in n8n ends the node's own work, in every phase of it. */
export function stop(scene: () => Scene): void {
	const waitFor = (subscriptionKey: string): OneNode => ({
		credential,
		parameters: {
			provider: 'hyper3dRodin',
			operation: 'waitForCompletion',
			subscriptionKey,
			pollInterval: 1,
		},
	});
	const endless = () => scene().simulators.rodin.addTask({ plan: 'never' }).subscriptionKey;

	/** Starts the workflow, stops it once `begun` holds, and expects `ended` soon. */
	async function stopWhen(
		oneNode: OneNode,
		begun: () => boolean,
		ended: () => boolean,
	): Promise<void> {
		const { api } = scene();
		const executionId = await api.startWorkflow(await store(scene(), oneNode));
		await eventually(begun);
		const stoppedAt = Date.now();
		await api.stopExecution(executionId);
		expect((await api.waitForExecution(executionId, SOON_MS)).status).toBe('canceled');
		await eventually(ended);
		expect(Date.now() - stoppedAt).toBeLessThan(SOON_MS);
	}

	it('sleeping between two looks', async () => {
		const { rodin } = scene().simulators;
		const key = endless();
		const looks = () =>
			rodin.requests.filter(({ body }) => JSON.stringify(body)?.includes(key)).length;
		await stopWhen(
			waitFor(key),
			() => looks() >= 2 && rodin.inFlight === 0,
			() => true,
		);
		const before = looks();
		await sleep(TWO_INTERVALS_MS);
		expect(looks()).toBe(before);
	});

	it('waiting for an answer', async () => {
		const { rodin } = scene().simulators;
		rodin.faults.add({ fault: { kind: 'silence' }, times: Infinity });
		try {
			await stopWhen(
				waitFor(endless()),
				() => rodin.inFlight === 1,
				() => rodin.inFlight === 0,
			);
		} finally {
			rodin.faults.clear();
		}
	});

	it('connecting to a Socket.IO server that is silent', async () => {
		const { onPremises } = scene().simulators;
		onPremises.behaviour.ignoreHandshake = true;
		const before = onPremises.stats().openConnections;
		try {
			await stopWhen(
				{
					credential: 'Hyper3D On-Premises',
					parameters: {
						provider: 'hyper3dOnPremises',
						operation: 'getStatus',
						...onPremises.addTask(),
					},
				},
				() => onPremises.stats().openConnections > before,
				() => onPremises.stats().openConnections === before,
			);
		} finally {
			onPremises.behave();
		}
	});

	it('downloading a file', async () => {
		const { rodin } = scene().simulators;
		const { taskUuid, subscriptionKey } = rodin.addTask({ ageMs: 60_000 });
		rodin.fileFaults.add({ fault: { kind: 'trickle', intervalMs: 500 }, times: Infinity });
		try {
			await stopWhen(
				{
					credential,
					parameters: {
						provider: 'hyper3dRodin',
						operation: 'getResults',
						subscriptionKey,
						taskUuid,
					},
				},
				() => rodin.files.inFlight > 0,
				() => rodin.files.inFlight === 0,
			);
		} finally {
			rodin.fileFaults.clear();
		}
	});
}
