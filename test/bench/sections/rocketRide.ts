import { rocketRide as provider } from '../../../nodes/providers/rocketRide';
import type { TaskIdentifiers } from '../../simulators/rocketRide';
import { DEFAULT_MAX_CONCURRENCY } from '../../../nodes/task/limits';
import { Simulator } from '../simulators/simulator';
import { askOverDap } from '../support/dapClient';
import { count } from '../support/format';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { compete, Competition, timed } from '../support/rounds';
import { askInSession } from '../support/session';
import { runWhole } from '../support/taskStatus';

const TASKS = 1000;
const ROUNDS = 25;
/** In a round of milliseconds little gets compiled. */
const WARM_UP_ROUNDS = 100;
const HTTP_ROUNDS = 3;

const BARE = 'bare ws, all at once';
const BOUNDED = 'bare ws, 16 at a time';
const SESSION = "WebSocket without n8n's engine";
const SOCKET = 'Task Status, WebSocket';
const HTTP = 'Task Status, HTTP';

/** 1,000 tokens over one WebSocket, and over HTTP for comparison. */
export async function rocketRide(): Promise<Report> {
	const simulator = await Simulator.start('rocketRide');
	const { baseUrl, key } = simulator;
	const plans = Array.from({ length: TASKS }, () => ({ end: 'serve' }));
	const tokens = (await simulator.addTasks<TaskIdentifiers>(plans)).map((task) => task.taskToken);
	const ask = async (transport: string) =>
		await runWhole({
			parameters: {
				provider: 'rocketRide',
				operation: 'getStatus',
				transport,
				taskToken: '={{ $json.token }}',
			},
			credentials: { rocketRideTaskApi: { baseUrl, apiKey: key } },
			items: tokens.map((token) => ({ token })),
		});
	const refs = tokens.map((taskToken) => ({ transport: 'webSocket', taskToken }));
	const inSession = async () => await askInSession(provider, { baseUrl, apiKey: key }, refs);
	const bare = async (atOnce: number) =>
		await timed(() => askOverDap(baseUrl, key, tokens, atOnce));
	const race = await compete(
		[
			{ name: BARE, run: async () => await bare(TASKS) },
			{ name: BOUNDED, run: async () => await bare(DEFAULT_MAX_CONCURRENCY) },
			{ name: SESSION, run: async () => await timed(inSession) },
			{ name: SOCKET, run: async () => await timed(() => ask('webSocket')) },
		],
		ROUNDS,
		WARM_UP_ROUNDS,
	);
	// Apart from the others, which would have to sweep up what a thousand HTTP requests leave behind.
	const raceOverHttp = await compete(
		[
			{ name: BARE, run: async () => await bare(TASKS) },
			{ name: HTTP, run: async () => await timed(() => ask('http')) },
		],
		HTTP_ROUNDS,
	);
	const overSocket = await simulator.counting(async () => await ask('webSocket'));
	const overHttp = await simulator.counting(async () => await ask('http'));
	await simulator.stop();
	return {
		title: `rocketRide: ${TASKS} tokens, in process`,
		columns: ['', ...Competition.columns],
		rows: [
			...[BARE, BOUNDED, SESSION, SOCKET].map((name) => [name, ...race.cells(name, BARE)]),
			[HTTP, ...raceOverHttp.cells(HTTP, BARE)],
		],
		goals: [
			atMost('WebSocket: connections', overSocket.connectionCount, 1, count),
			atMost('HTTP: requests at the same time', overHttp.maxInFlight, 8, count),
		],
	};
}
