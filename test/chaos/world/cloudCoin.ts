import type { TaskState } from '../../../nodes/task/states';
import { startCloudCoin } from '../../simulators/cloudCoin';
import type { CloudCoinPlan } from '../../simulators/cloudCoin';
import { ChaosProxy } from '../proxy/chaosProxy';
import type { FaultPlan } from '../proxy/faultPlan';
import { HTTP_FAULTS } from '../proxy/kinds';
import type { Dice } from '../support/dice';
import type { ChaosTask } from './channel';
import type { Place } from './place';

type Course = NonNullable<CloudCoinPlan['plan']>;

const ENDS: Readonly<Record<Course, TaskState | null>> = {
	succeed: 'succeeded',
	fail: 'failed',
	// Ten minutes later; no round takes that long.
	stall: null,
	never: null,
};
const COURSES: readonly Course[] = [
	'succeed',
	'succeed',
	'succeed',
	'fail',
	'fail',
	'stall',
	'never',
];
const FORMS: ReadonlyArray<Partial<CloudCoinPlan>> = [
	{},
	{},
	{ words: 'later' },
	{ envelope: false },
	{ timestamps: false },
	{ overshoot: true },
	{ digits: true },
	{ failureReasonIn: 'message' },
	{ halfWritten: 'progress' },
	{ halfWritten: 'finished' },
];

/** CloudCoin Desktop, which has no keys and forgets its tasks. */
export async function cloudCoinPlace(plan: FaultPlan, stretch: number): Promise<Place> {
	const simulator = await startCloudCoin({ record: false });
	const proxy = await ChaosProxy.start({
		name: 'cloudCoin',
		target: simulator.url,
		plan,
		faults: HTTP_FAULTS,
	});
	const start = (dice: Dice, id: string): ChaosTask => {
		const ref = { taskId: `coin-${id}` };
		const known = { ref, taskId: ref.taskId, files: [] };
		if (dice.chance(0.06)) return { ...known, end: 'notFound', endsAt: 0 };
		const course = dice.pick(COURSES);
		const runningMs = dice.int(0, 1_600) * stretch;
		const { startedAt } = simulator.addTask({
			...{
				id: ref.taskId,
				plan: course,
				runningMs,
				command: dice.pick(['echo', 'fix', 'convert']),
			},
			...dice.pick(FORMS),
			ageMs: dice.chance(0.4) ? 60_000 : 0,
		});
		return { ...known, end: ENDS[course], endsAt: startedAt + runningMs };
	};
	return {
		proxies: [proxy],
		simulators: [simulator],
		channels: [
			{
				...{ name: 'cloudCoin', provider: 'cloudCoin', results: 'data', requestsPerLook: 2 },
				fixed: {},
				identifiers: ['taskId'],
				credentials: { cloudCoinApi: { baseUrl: proxy.url } },
				start,
			},
		],
		isClean: () => true,
	};
}
