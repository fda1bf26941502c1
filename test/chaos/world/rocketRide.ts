import { createHash } from 'node:crypto';

import type { TaskState } from '../../../nodes/task/states';
import { startRocketRide } from '../../simulators/rocketRide';
import type { PlannedEnd, TaskBehaviour } from '../../simulators/rocketRide';
import { ChaosProxy } from '../proxy/chaosProxy';
import type { FaultPlan } from '../proxy/faultPlan';
import { HTTP_FAULTS } from '../proxy/kinds';
import type { Dice } from '../support/dice';
import { secret } from '../support/secret';
import type { Channel, ChaosTask } from './channel';
import type { Place } from './place';

const ENDS: Readonly<Record<PlannedEnd, TaskState | null>> = {
	complete: 'succeeded',
	itemErrors: 'succeeded',
	cleanExitBug: 'succeeded',
	stopped: 'canceled',
	idleTimeout: 'canceled',
	killed: 'canceled',
	bareFailure: 'failed',
	fail: 'failed',
	serve: null,
};
const COURSES: readonly PlannedEnd[] = [
	...(Object.keys(ENDS) as PlannedEnd[]),
	...Array<PlannedEnd>(5).fill('complete'),
];

/** RocketRide over both transports. */
export async function rocketRidePlace(plan: FaultPlan, stretch: number): Promise<Place> {
	const apiKey = secret('rocketride-key');
	const simulator = await startRocketRide({ apiKey, record: false, eventIntervalMs: 0 });
	const proxy = await ChaosProxy.start({
		name: 'rocketRide',
		target: simulator.url,
		plan,
		faults: HTTP_FAULTS,
	});
	const start = (dice: Dice, id: string): ChaosTask => {
		// The server's list tells tasks apart by the beginning of their tokens' hashes.
		const hash = createHash('md5').update(id).digest('hex').slice(0, 8);
		const taskToken = `${dice.pick(['tk_', ''])}${hash}${secret(`token-${id}`)}`;
		const listed = { projectId: `${id}-project`, source: 'webhook_1' };
		const known = { ref: { taskToken }, taskId: taskToken, files: [] };
		if (dice.chance(0.06)) return { ...known, end: 'notFound', endsAt: 0 };
		const end = dice.pick(COURSES);
		const isOld = dice.chance(0.4);
		const [queuedMs = 0, runningMs = 0, stoppingMs = 0] = isOld
			? [0, 0, 0]
			: [dice.int(0, 300), dice.int(0, 1_000), dice.int(0, 300)].map((ms) => ms * stretch);
		simulator.addTask({
			...{ taskToken, ...listed, end, queuedMs, runningMs, stoppingMs },
			secretNotes: dice.pick(['always', 'whileRunning', 'never']),
			behaviour: behaviourOf(dice, end),
		});
		return {
			...known,
			listed,
			end: ENDS[end],
			endsAt: Date.now() + queuedMs + runningMs + stoppingMs,
		};
	};
	const shared = {
		provider: 'rocketRide',
		identifiers: ['taskToken'],
		credentials: { rocketRideTaskApi: { baseUrl: proxy.url, apiKey } },
		results: 'none',
		requestsPerLook: 1,
		start,
	} as const;
	const channels: Channel[] = [
		{ ...shared, name: 'rocketRideHttp', fixed: { transport: 'http' } },
		{ ...shared, name: 'rocketRideSocket', fixed: { transport: 'webSocket' } },
	];
	return { proxies: [proxy], simulators: [simulator], channels, isClean: () => true };
}

/** Bodies without exit fields are for ends that need none to be told. */
function behaviourOf(dice: Dice, end: PlannedEnd): Partial<TaskBehaviour> {
	const short = end === 'complete' || end === 'stopped';
	return {
		bodyStyle: short
			? dice.pick(['full', 'nulls', 'minimal', 'usage'])
			: dice.pick(['full', 'usage']),
		eventsBeforeAnswer: dice.pick([0, 0, 0, 3]),
		framesBeforeAnswer: dice.pick([[], [], [], ['notJson'], ['binary', 'array', 'noSeq']]),
		reverseAnswersWithinMs: dice.pick([0, 0, 0, 30]),
	};
}
