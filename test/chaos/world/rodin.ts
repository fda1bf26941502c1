import type { TaskState } from '../../../nodes/task/states';
import { startHyper3dRodin } from '../../simulators/hyper3dRodin';
import type { RodinPlan } from '../../simulators/hyper3dRodin/plan';
import { awkwardFiles, defaultFiles } from '../../simulators/hyper3dRodin/plan';
import { generatedBytes, sampleFile } from '../../simulators/support/files';
import { ChaosProxy } from '../proxy/chaosProxy';
import type { FaultPlan } from '../proxy/faultPlan';
import { FILE_FAULTS, HTTP_FAULTS } from '../proxy/kinds';
import type { Dice } from '../support/dice';
import { secret } from '../support/secret';
import type { ChaosTask } from './channel';
import type { Place } from './place';

type Course = NonNullable<RodinPlan['plan']>;

const ENDS: Readonly<Record<Course, TaskState | null>> = {
	succeed: 'succeeded',
	unknownThenSucceed: 'succeeded',
	fail: 'failed',
	failEarly: 'failed',
	cancel: 'canceled',
	unknownWord: null,
	stuckInQueue: null,
	never: null,
};

const COURSES: readonly Course[] = [
	...(Object.keys(ENDS) as Course[]),
	...Array<Course>(10).fill('succeed'),
];
const SHAPES = ['objects', 'objects', 'objects', 'pairs', 'map'] as const;
const JOBS = 3;
const BIG = { name: 'big.bin', sizeBytes: 200_000 };
const LINKED = { name: 'moved.glb', viaRedirect: true };

/** Rodin, whose files lie on another server. */
export async function rodinPlace(plan: FaultPlan, stretch: number): Promise<Place> {
	const apiKey = secret('rodin-key');
	const simulator = await startHyper3dRodin({ apiKey, record: false });
	const { url, baseUrl, files } = simulator;
	const filesProxy = await ChaosProxy.start({
		name: 'rodinFiles',
		target: files.url,
		plan,
		faults: FILE_FAULTS,
	});
	const proxy = await ChaosProxy.start({
		name: 'rodin',
		target: url,
		plan,
		faults: HTTP_FAULTS,
		replace: [files.url, filesProxy.url],
	});
	const start = (dice: Dice, id: string): ChaosTask => {
		const subscriptionKey = secret(`sub-${id}`);
		const taskUuid = `uuid-${id}`;
		if (dice.chance(0.04)) {
			return {
				ref: { subscriptionKey },
				taskId: subscriptionKey,
				end: 'notFound',
				endsAt: 0,
				files: [],
			};
		}
		const course = dice.pick(COURSES);
		const [queuedMs, runningMs] = [dice.int(0, 400) * stretch, dice.int(0, 1_200) * stretch];
		const made = dice.chance(0.2) ? [BIG, LINKED] : dice.pick([defaultFiles, awkwardFiles]);
		const { submittedAt } = simulator.addTask({
			...{ taskUuid, subscriptionKey, queuedMs, runningMs, plan: course, jobs: JOBS },
			files: made,
			jobsShape: dice.pick(SHAPES),
			errorField: dice.pick(['absent', null, 'OK', 'None']),
			ageMs: dice.chance(0.4) ? 60_000 : 0,
		});
		const share = course === 'failEarly' ? 1 / JOBS : 1;
		return {
			ref: { subscriptionKey, taskUuid },
			taskId: taskUuid,
			end: ENDS[course],
			endsAt: submittedAt + queuedMs + runningMs * share,
			files: made.map((file) => ({ name: file.name, bytes: bytesOf(file) })),
		};
	};
	return {
		proxies: [proxy, filesProxy],
		simulators: [simulator],
		channels: [
			{
				...{ name: 'rodin', provider: 'hyper3dRodin', results: 'files', requestsPerLook: 1 },
				fixed: {},
				identifiers: ['subscriptionKey', 'taskUuid'],
				credentials: {
					hyper3dRodinApi: { apiKey, baseUrl: `${proxy.url}${new URL(baseUrl).pathname}` },
				},
				start,
			},
		],
		isClean: () => !files.sawAuthorization,
	};
}

function bytesOf(file: { readonly name: string; readonly sizeBytes?: number }): Buffer {
	const { name, sizeBytes } = file;
	return sizeBytes === undefined ? sampleFile(name) : Buffer.concat([...generatedBytes(sizeBytes)]);
}
