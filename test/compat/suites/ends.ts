import { setTimeout as sleep } from 'node:timers/promises';
import { activateTrigger, type LiveTrigger } from '../../e2e/support/liveTrigger';
import { taskCompletedTrigger } from '../../e2e/support/taskNodes';
import type { Simulators } from '../../simulators';
import { within } from '../../support/within';
import type { EngineName, Engines, NewN8n } from '../support/newN8n';

const POLL_LIMIT_MS = 180_000;
const QUIET_MS = 8_000;
const CHECK_INTERVAL = 1;
const TEN = 10;
const BETWEEN_ENDS_MS = 3_000;
/** The durable engine gives a poll 24 of 60 seconds; on a busy machine starting an execution takes some. */
const NOTICED_MS: Readonly<Record<EngineName, number>> = { plain: 15_000, durable: 50_000 };
const SLOW_ANSWER_MS = 3_000;
/** Longer than the poll times lie apart. */
const SLOWER_THAN_POLLS_MS = 12_000;
/** Six poll times a minute; n8n refuses a single one that is as frequent. */
const EVERY_TEN_SECONDS = [0, 10, 20, 30, 40, 50].map((second) => `${second} * * * * *`);

/** Ends on a newer n8n, with its plain polls and with its durable ones at the same time. */
export function testEnds(scene: () => { simulators: Simulators; engines: Engines }): void {
	const watch = async (
		n8n: NewN8n,
		name: string,
		ids: readonly string[],
		more: object = {},
	): Promise<LiveTrigger> => {
		const tasksJson = JSON.stringify(ids.map((taskId) => ({ taskId })));
		const parameters = { provider: 'cloudCoin', watch: 'json', tasksJson };
		const node = taskCompletedTrigger([n8n.credential('cloudCoinApi')], {
			...parameters,
			checkInterval: CHECK_INTERVAL,
			...more,
		});
		return await activateTrigger(n8n.api, name, node);
	};
	const cloudCoin = () => scene().simulators.cloudCoin;
	const begin = (id: string) => void cloudCoin().addTask({ id, plan: 'never' });
	const end = (id: string) => void cloudCoin().addTask({ id, ageMs: 60_000 });
	const looksAt = (id: string) =>
		cloudCoin().requests.filter(({ path }) => path.endsWith(`/${id}`)).length;
	/** Resolves while a poll looks again and again, which it does after the look at activation only. */
	const untilLooking = async (id: string) => {
		const before = looksAt(id);
		await within(POLL_LIMIT_MS, `A poll that looks at ${id}`, () => looksAt(id) >= before + 2);
	};
	const slowDown = (id: string, ms: number) =>
		cloudCoin().faults.add({
			fault: { kind: 'delay', ms },
			times: Infinity,
			when: ({ path }) => path.endsWith(`/${id}`),
		});
	const idsOf = async (live: LiveTrigger) => (await live.fired()).map(({ taskId }) => taskId);

	/** A test for each engine, which run together: most of the time is n8n's minutes. */
	const inBoth = async (work: (n8n: NewN8n, engine: EngineName) => Promise<void>) => {
		const { plain, durable } = scene().engines;
		const ended = await Promise.allSettled([work(plain, 'plain'), work(durable, 'durable')]);
		const causes = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
		if (causes.length > 0) throw causes[0] as Error;
	};

	it('fires ten ends 3 s apart, each once and soon', async () => {
		await inBoth(async (n8n, engine) => {
			const ids = Array.from({ length: TEN }, (_, index) => `${engine}-ten-${index}`);
			ids.forEach(begin);
			const live = await watch(n8n, 'Ten', ids);
			await untilLooking(ids[0] ?? '');
			const endedAt = new Map<unknown, number>();
			for (const id of ids) {
				end(id);
				endedAt.set(id, Date.now());
				await sleep(BETWEEN_ENDS_MS);
			}
			await live.untilFired(TEN, POLL_LIMIT_MS);
			await sleep(QUIET_MS);
			expect((await idsOf(live)).sort()).toEqual(ids);
			for (const execution of await live.executions()) {
				const startedAt = Date.parse(execution.startedAt);
				const [run] = execution.data.resultData.runData['Task Completed'] ?? [];
				for (const { json } of run?.data?.main?.[0] ?? []) {
					const late = startedAt - (endedAt.get(json.taskId) ?? 0);
					expect([json.taskId, late < NOTICED_MS[engine] ? 'soon' : late]).toEqual([
						json.taskId,
						'soon',
					]);
				}
			}
			await n8n.api.deactivateWorkflow(live.workflowId);
		});
	});

	it('fires once when it is activated anew while an old poll is at work', async () => {
		await inBoth(async (n8n, engine) => {
			const id = `${engine}-anew`;
			begin(id);
			const live = await watch(n8n, 'Anew', [id]);
			await untilLooking(id);
			// The look that is under way, and the first one of the new activation both find the end.
			slowDown(id, SLOW_ANSWER_MS);
			const before = looksAt(id);
			await within(POLL_LIMIT_MS, 'A slow look', () => looksAt(id) > before);
			end(id);
			await live.reactivate();
			await live.untilFired(1, POLL_LIMIT_MS);
			await sleep(QUIET_MS);
			expect(await idsOf(live)).toEqual([id]);
			await n8n.api.deactivateWorkflow(live.workflowId);
		});
	});

	it('fires with several poll times and looks that take longer than these lie apart', async () => {
		await inBoth(async (n8n, engine) => {
			const id = `${engine}-slow`;
			begin(id);
			const item = EVERY_TEN_SECONDS.map((cronExpression) => ({ mode: 'custom', cronExpression }));
			const live = await watch(n8n, 'Slow', [id], { pollTimes: { item } });
			await untilLooking(id);
			slowDown(id, SLOWER_THAN_POLLS_MS);
			end(id);
			await live.untilFired(1, POLL_LIMIT_MS);
			await sleep(QUIET_MS);
			expect(await idsOf(live)).toEqual([id]);
			await n8n.api.deactivateWorkflow(live.workflowId);
		});
	});

	it('loses and repeats nothing when n8n is killed while it looks', async () => {
		await inBoth(async (n8n, engine) => {
			const [before = '', down = '', after = ''] = ['before', 'down', 'after'].map(
				(when) => `${engine}-${when}`,
			);
			[down, after].forEach(begin);
			end(before);
			const live = await watch(n8n, 'Killed', [before, down, after]);
			await live.untilFired(1, POLL_LIMIT_MS);
			await untilLooking(down);
			await n8n.server.kill();
			end(down);
			await n8n.server.restart();
			await live.untilFired(2, POLL_LIMIT_MS);
			end(after);
			await live.untilFired(3, POLL_LIMIT_MS);
			await sleep(QUIET_MS);
			expect(await idsOf(live)).toEqual([before, down, after]);
			await n8n.api.deactivateWorkflow(live.workflowId);
		});
	});
}
