import { setTimeout as sleep } from 'node:timers/promises';
import { errorOf } from '../../e2e/support/execution';
import { activateTrigger, type LiveTrigger } from '../../e2e/support/liveTrigger';
import type { NodeOptions } from '../../e2e/support/chain';
import { taskCompletedTrigger } from '../../e2e/support/taskNodes';
import type { Simulators } from '../../simulators';
import { within } from '../../support/within';
import { ENGINES, type EngineName, type Engines, type NewN8n } from '../support/newN8n';

// A poll comes once a minute, and looks for most of it.
const POLL_LIMIT_MS = 150_000;
const AFTER_ACTIVATION_MS = 5_000;

interface Triggers {
	/** Watches a task that has ended and one that ends soon. */
	firing: LiveTrigger;
	ids: string[];
	/** Watches a task of a server that begins to refuse its key. */
	refused: LiveTrigger;
	refusedKey: string;
}

function watching(n8n: NewN8n, provider: string, type: string, refs: unknown): NodeOptions {
	const tasksJson = JSON.stringify(refs);
	const watch = { provider, watch: 'json', tasksJson, checkInterval: 2 };
	return taskCompletedTrigger([n8n.credential(type)], watch);
}

async function activateBoth(n8n: NewN8n, { cloudCoin, rodin }: Simulators): Promise<Triggers> {
	const tasks = [cloudCoin.addTask({ ageMs: 60_000 }), cloudCoin.addTask({ runningMs: 10_000 })];
	const refs = tasks.map(({ id }) => ({ taskId: id }));
	const coin = watching(n8n, 'cloudCoin', 'cloudCoinApi', refs);
	const { subscriptionKey } = rodin.addTask({ plan: 'never' });
	const refusing = watching(n8n, 'hyper3dRodin', 'hyper3dRodinApi', [{ subscriptionKey }]);
	return {
		firing: await activateTrigger(n8n.api, 'Fires', coin),
		ids: tasks.map(({ id }) => id),
		refused: await activateTrigger(n8n.api, 'Is refused', refusing),
		refusedKey: subscriptionKey,
	};
}

/** The trigger in n8n's plain poll engine and in its durable one. */
export function testTriggers(scene: () => { simulators: Simulators; engines: Engines }): void {
	describe.each(ENGINES)('the trigger with %s polls', (engine) => {
		it('fires once for each task', async () => {
			const { firing, ids } = await triggers(engine);
			await firing.untilFired(ids.length, POLL_LIMIT_MS);
			await firing.reactivate();
			await sleep(AFTER_ACTIVATION_MS);
			expect((await firing.fired()).map(({ taskId }) => taskId)).toEqual(ids);
		});

		it('stores a failed execution when a server refuses the key', async () => {
			const { api } = scene().engines[engine];
			const { workflowId } = (await triggers(engine)).refused;
			const failed = async () =>
				(await api.listExecutions(workflowId)).filter(({ status }) => status === 'error');
			await within(POLL_LIMIT_MS, 'A failed poll', async () => (await failed()).length > 0);
			const [first] = await failed();
			const error = errorOf(await api.getExecution(first?.id ?? ''));
			expect(error?.message).toContain('refused the key');
		});

		// The durable engine stops polling for half an hour after a poll that throws.
		it('goes on polling after that, so that a mended key counts', async () => {
			const { simulators } = scene();
			const { refusedKey } = await triggers(engine);
			const asked = () =>
				simulators.rodin.requests.filter(({ body }) => JSON.stringify(body).includes(refusedKey));
			const before = asked().length;
			await within(POLL_LIMIT_MS, 'The next poll', () => asked().length > before);
		});
	});

	let all: Promise<Record<EngineName, Triggers>> | undefined;

	/** All are switched on before the first test: their minutes pass together. */
	async function triggers(engine: EngineName): Promise<Triggers> {
		all ??= activateAll();
		return (await all)[engine];
	}

	async function activateAll() {
		const { simulators, engines } = scene();
		simulators.rodin.clearRequests();
		const plain = await activateBoth(engines.plain, simulators);
		const durable = await activateBoth(engines.durable, simulators);
		// Newer engines switch a workflow on in the background; a key that is refused then stops that.
		const { rodin } = simulators;
		await within(POLL_LIMIT_MS, 'The first looks', () => rodin.requests.length >= ENGINES.length);
		await sleep(AFTER_ACTIVATION_MS);
		rodin.faults.add({ fault: { kind: 'status', status: 401 }, times: Infinity });
		return { plain, durable };
	}
}
