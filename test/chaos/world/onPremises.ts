import type { TaskState } from '../../../nodes/task/states';
import { startHyper3dOnPremises } from '../../simulators/hyper3dOnPremises';
import type { PlannedEnd } from '../../simulators/hyper3dOnPremises/plan';
import { ChaosProxy } from '../proxy/chaosProxy';
import type { FaultPlan } from '../proxy/faultPlan';
import { HTTP_FAULTS } from '../proxy/kinds';
import type { Dice } from '../support/dice';
import { secret } from '../support/secret';
import type { Channel, ChaosTask } from './channel';
import type { Place } from './place';

type Ends = Readonly<Record<PlannedEnd, TaskState | null>>;

/** The status channel documents three words; the simulator answers the fourth one of REST as well. */
const SOCKET_ENDS: Ends = {
	succeed: 'succeeded',
	fail: 'failed',
	cancel: 'canceled',
	needSelection: null,
	keepRunning: null,
};
const REST_ENDS: Ends = {
	succeed: 'succeeded',
	fail: 'failed',
	cancel: 'canceled',
	needSelection: 'actionRequired',
	keepRunning: null,
};
const COURSES: readonly PlannedEnd[] = [
	...(Object.keys(REST_ENDS) as PlannedEnd[]),
	...Array<PlannedEnd>(5).fill('succeed'),
];
/** How many subscriptions the tasks of a round have: each is a connection of its own. */
const KEYS = 3;

/** Hyper3D on the customer's servers: Socket.IO, and REST. */
export async function onPremisesPlace(plan: FaultPlan, stretch: number): Promise<Place> {
	const apiToken = secret('on-premises-token');
	const simulator = await startHyper3dOnPremises({ apiToken, record: false });
	const proxy = await ChaosProxy.start({
		name: 'onPremises',
		target: simulator.url,
		plan,
		faults: HTTP_FAULTS,
	});
	const start = (dice: Dice, id: string, ends: Ends): ChaosTask => {
		const [round = ''] = id.split('.');
		const taskUuid = `uuid-${id}`;
		const subscriptionKey = secret(`sub-${round}-${dice.int(1, KEYS)}`);
		const isRest = ends === REST_ENDS;
		const ref = isRest ? { taskUuid } : { taskUuid, subscriptionKey };
		const known = { ref, taskId: taskUuid, files: [] };
		if (dice.chance(0.02)) return { ...known, end: isRest ? 'notFound' : null, endsAt: 0 };
		const end = dice.pick(COURSES);
		const isOld = dice.chance(0.4);
		const [queuedMs, runningMs] = isOld
			? [0, 0]
			: [dice.int(0, 400) * stretch, dice.int(0, 1_200) * stretch];
		const behaviour = {
			othersBefore: dice.pick([0, 0, 0, 2]),
			payloadArgument: dice.pick([0, 0, 2] as const),
			reverseAnswersWithinMs: dice.pick([0, 0, 0, 30]),
			restFields: dice.pick(['full', 'full', 'stageOnly', 'nulls'] as const),
		};
		simulator.addTask({ taskUuid, subscriptionKey, end, queuedMs, runningMs, behaviour });
		return { ...known, end: ends[end], endsAt: Date.now() + queuedMs + runningMs };
	};
	const credential = { baseUrl: proxy.url, apiToken, socketPath: '', socketNamespace: '' };
	const shared = {
		provider: 'hyper3dOnPremises',
		credentials: { hyper3dOnPremisesApi: credential },
		results: 'data',
		requestsPerLook: 1,
	} as const;
	const channels: Channel[] = [
		{
			...shared,
			name: 'onPremisesSocket',
			fixed: { channel: 'socket' },
			identifiers: ['taskUuid', 'subscriptionKey'],
			start: (dice, id) => start(dice, id, SOCKET_ENDS),
		},
		{
			...shared,
			name: 'onPremisesRest',
			fixed: { channel: 'rest' },
			identifiers: ['taskUuid'],
			start: (dice, id) => start(dice, id, REST_ENDS),
		},
	];
	return { proxies: [proxy], simulators: [simulator], channels, isClean: () => true };
}
