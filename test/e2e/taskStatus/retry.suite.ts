import type { INode } from 'n8n-workflow';

import { itemsOf } from '../support/execution';
import type { Scene } from '../support/scene';
import { NODE, run } from './oneNode';

const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };
const OLD = { ageMs: 60_000 };

const rodinStatus = {
	provider: 'hyper3dRodin',
	operation: 'getStatus',
	subscriptionKey: '={{ $json.key }}',
};

/** How often the provider is asked with "Retry On Fail" switched on. */
export function retry(scene: () => Scene): void {
	const simulators = () => scene().simulators;

	beforeEach(() => {
		simulators().rodin.clearRequests();
		simulators().rocketRide.clearRequests();
	});

	it.each([
		['done', OLD, 'byOutcome'],
		['in progress', { plan: 'never', ageMs: 1500 }, 'byOutcome'],
		['in progress, in a single output', { plan: 'never', ageMs: 1500 }, 'single'],
		['failed', { plan: 'fail', ...OLD }, 'byOutcome'],
		['failed, in a single output', { plan: 'fail', ...OLD }, 'single'],
	] as const)('a task that is %s is asked for once', async (_state, plan, outputMode) => {
		const { subscriptionKey: key } = simulators().rodin.addTask(plan);
		const execution = await run(scene(), {
			credential: 'Hyper3D Rodin',
			parameters: { ...rodinStatus, outputMode },
			items: [{ key }],
			settings: RETRY,
		});
		expect(execution.status).toBe('success');
		expect(simulators().rodin.requests).toHaveLength(1);
	});

	it('a task that succeeded with a warning is asked for once', async () => {
		const { taskToken } = simulators().rocketRide.addTask({ end: 'itemErrors' });
		const execution = await run(scene(), {
			credential: 'RocketRide',
			parameters: {
				provider: 'rocketRide',
				operation: 'getStatus',
				taskToken,
				outputMode: 'single',
			},
			settings: RETRY,
		});
		expect(itemsOf(execution, NODE)[0]?.json).toMatchObject({
			state: 'succeeded',
			warning: { message: expect.any(String) as string },
		});
		expect(simulators().rocketRide.requests).toHaveLength(1);
	});

	it('a wait that timed out is not waited again', async () => {
		const { subscriptionKey: key } = simulators().rodin.addTask({ plan: 'never', ageMs: 1500 });
		const execution = await run(scene(), {
			credential: 'Hyper3D Rodin',
			parameters: {
				...rodinStatus,
				operation: 'waitForCompletion',
				pollInterval: 1,
				timeout: 1,
				outputMode: 'single',
			},
			items: [{ key }],
			settings: RETRY,
		});
		expect(itemsOf(execution, NODE)[0]?.json).toMatchObject({ timedOut: true });
		expect(itemsOf(execution, NODE)[0]?.json.details).toMatchObject({
			looks: simulators().rodin.requests.length,
		});
	});

	// With Continue, n8n sees an error item only at the head of a single output.
	it.each([
		['Stop', 'stopWorkflow', 'byOutcome', 2],
		['error output', 'continueErrorOutput', 'byOutcome', 2],
		['error output, a single other output', 'continueErrorOutput', 'single', 2],
		['Continue, a single output', 'continueRegularOutput', 'single', 2],
		['Continue', 'continueRegularOutput', 'byOutcome', 1],
	] as const)(
		'a request that fails once, On Error: %s',
		async (_setting, onError, outputMode, requests) => {
			const { rodin } = simulators();
			const { subscriptionKey: key } = rodin.addTask(OLD);
			rodin.faults.add({ fault: { kind: 'status', status: 503 } });
			const execution = await run(scene(), {
				credential: 'Hyper3D Rodin',
				parameters: { ...rodinStatus, outputMode },
				items: [{ key }],
				onError,
				settings: RETRY,
			});
			expect(execution.status).toBe('success');
			expect(rodin.requests).toHaveLength(requests);
			expect(itemsOf(execution, NODE)).toHaveLength(requests - 1);
		},
	);

	it('the last error item of several tries leaves by the error output', async () => {
		const { rodin } = simulators();
		const good = rodin.addTask(OLD);
		const execution = await run(scene(), {
			credential: 'Hyper3D Rodin',
			parameters: rodinStatus,
			items: [{ key: good.subscriptionKey }, { key: '' }],
			onError: 'continueErrorOutput',
			settings: RETRY,
		});
		expect(itemsOf(execution, NODE).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(itemsOf(execution, NODE, 3).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(rodin.requests).toHaveLength(3);
	});
}
