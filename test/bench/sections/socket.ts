import { join } from 'node:path';

import { hyper3dOnPremises } from '../../../nodes/providers/hyper3dOnPremises';
import type { TaskIdentifiers } from '../../simulators/hyper3dOnPremises';
import type { StatusMethods } from '../programs/status';
import { DEFAULT_MAX_CONCURRENCY } from '../../../nodes/task/limits';
import { Simulator } from '../simulators/simulator';
import { count, megabytes } from '../support/format';
import { Remote } from '../support/remote';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { compete, Competition, timed } from '../support/rounds';
import { askInSession } from '../support/session';
import { askOverSocketIo } from '../support/socketIoClient';
import { runWhole } from '../support/taskStatus';

const PROGRAM = join(__dirname, '..', 'programs', 'status.ts');
const TASKS = 1000;
const ROUNDS = 25;
/** In a round of milliseconds little gets compiled. */
const WARM_UP_ROUNDS = 100;
const GOAL_GROWTH_BYTES = 1024 * 1024;
/** Long polling takes five until the WebSocket has taken over, however many tasks there are. */
const GOAL_CONNECTIONS = 6;

const BARE = 'bare socket.io-client, all at once';
const BOUNDED = 'bare socket.io-client, 16 at a time';
const SESSION = "Task Status without n8n's engine";
const NODE = 'Task Status';

/** 1,000 tasks of one subscription key over Socket.IO. */
export async function socket(): Promise<Report> {
	const simulator = await Simulator.start('onPremises');
	const subscriptionKey = 'bench';
	const plans = Array.from({ length: TASKS }, () => ({ subscriptionKey, end: 'keepRunning' }));
	const tasks = await simulator.addTasks<TaskIdentifiers>(plans);
	const uuids = tasks.map(({ taskUuid }) => taskUuid);
	const execution = {
		parameters: {
			provider: 'hyper3dOnPremises',
			operation: 'getStatus',
			channel: 'socket',
			taskUuid: '={{ $json.uuid }}',
			subscriptionKey,
		},
		credentials: { hyper3dOnPremisesApi: { baseUrl: simulator.baseUrl, apiToken: simulator.key } },
		items: uuids.map((uuid) => ({ uuid })),
	};
	const ask = async () => await runWhole(execution);
	const bare = async (atOnce: number) =>
		await timed(() => askOverSocketIo(simulator.baseUrl, subscriptionKey, uuids, atOnce));
	const credential = execution.credentials.hyper3dOnPremisesApi;
	const refs = uuids.map((taskUuid) => ({ channel: 'socket', taskUuid, subscriptionKey }));
	const inSession = async () => await askInSession(hyper3dOnPremises, credential, refs);
	const race = await compete(
		[
			{ name: BARE, run: async () => await bare(TASKS) },
			{ name: BOUNDED, run: async () => await bare(DEFAULT_MAX_CONCURRENCY) },
			{ name: SESSION, run: async () => await timed(inSession) },
			{ name: NODE, run: async () => await timed(ask) },
		],
		ROUNDS,
		WARM_UP_ROUNDS,
	);
	const { connectionCount } = await simulator.counting(ask);
	const program = await Remote.start<StatusMethods>(PROGRAM);
	await program.call('run', execution);
	const first = await program.call('run', execution);
	const second = await program.call('run', execution);
	await program.stop();
	await simulator.stop();
	const rows = [BARE, BOUNDED, SESSION, NODE].map((name) => [name, ...race.cells(name, BARE)]);
	return {
		title: `socket: ${TASKS} tasks of one subscription key over Socket.IO, in process`,
		columns: ['', ...Competition.columns],
		rows,
		goals: [
			atMost('connections, with those of the handshake', connectionCount, GOAL_CONNECTIONS, count),
			atMost('heap kept by a second thousand', second - first, GOAL_GROWTH_BYTES, megabytes),
		],
	};
}
