import { io } from 'socket.io-client';
import {
	SCHEDULER_NAMESPACE,
	startHyper3dOnPremises,
	type Hyper3dOnPremisesSimulator,
} from '../../simulators/hyper3dOnPremises';
import { ensurePythonSocketIo } from '../../simulators/python/ensurePythonSocketIo';
import {
	askWithPython,
	startPythonServer,
	type PythonServer,
} from '../../simulators/python/pythonProcess';

const KEY = 'key & with=signs';
const found = ensurePythonSocketIo();
const python = 'python' in found ? found.python : '';
const why = 'reason' in found ? ` (skipped: ${found.reason})` : '';
const describeWithPython = python ? describe : describe.skip;

const DOCUMENTED = {
	jobStatus: 'Succeeded',
	jobMetricPayload: { status: 'Done', error: 'None', message: 'Process Done', percentage: 100 },
};

describeWithPython(`an independent Socket.IO implementation${why}`, () => {
	let simulator: Hyper3dOnPremisesSimulator;
	let server: PythonServer | undefined;

	beforeEach(async () => {
		simulator = await startHyper3dOnPremises();
	});

	afterEach(async () => {
		await Promise.all([simulator.close(), server?.close()]);
		server = undefined;
	});

	async function ask(taskUuid: string, ...args: string[]): Promise<unknown> {
		const named = [simulator.url, taskUuid, '--subscription', KEY];
		return await askWithPython(python, [...named, ...args]);
	}

	it.each(['websocket', 'polling'])(
		'gets the documented message from the simulator over %s',
		async (transport) => {
			const { taskUuid } = simulator.addTask({ subscriptionKey: KEY });
			expect(await ask(taskUuid, '--transport', transport)).toEqual({ taskUuid, ...DOCUMENTED });
			expect(simulator.connections).toMatchObject({
				everOpened: 1,
				subscriptionKeys: [KEY],
				transports: [transport],
			});
		},
		20_000,
	);

	it('finds a payload in the third argument among messages about others', async () => {
		simulator.behaviour.payloadArgument = 2;
		simulator.behaviour.othersBefore = 2;
		const { taskUuid } = simulator.addTask({ subscriptionKey: KEY });
		expect(await ask(taskUuid)).toMatchObject({ taskUuid });
	}, 20_000);

	it('is told of a wrong namespace, a rejection and a silence', async () => {
		await expect(ask('x', '--namespace', '/wrong')).rejects.toThrow('Not connected');
		simulator.behaviour.rejectMessage = 'Subscription expired';
		await expect(ask('x')).rejects.toThrow('Not connected');
		simulator.behave();
		await expect(ask('x', '--timeout', '0.2')).rejects.toThrow('No answer in time');
	}, 30_000);

	it('answers the plain socket.io-client as the simulator does', async () => {
		server = await startPythonServer(python, ['--subscription', KEY]);
		const options = { forceNew: true, reconnection: false, query: { subscription: KEY } };
		const socket = io(server.url + SCHEDULER_NAMESPACE, options);
		const answer = new Promise((resolve) => socket.once('message', resolve));
		socket.emit('query', 'a-uuid');
		expect(await answer).toEqual({ taskUuid: 'a-uuid', ...DOCUMENTED });
		socket.disconnect();
		const rejected = io(server.url + SCHEDULER_NAMESPACE, { ...options, query: {} });
		const error = await new Promise<Error>((resolve) => rejected.once('connect_error', resolve));
		expect(error.message).toBe('Invalid subscription');
		rejected.disconnect();
		expect(server.lines).toMatchObject([
			{ connected: KEY },
			{ query: 'a-uuid' },
			{ connected: '' },
		]);
	}, 20_000);
});
