import type { INodeParameters } from 'n8n-workflow';

import { ensurePythonSocketIo } from '../simulators/python/ensurePythonSocketIo';
import { startPythonServer } from '../simulators/python/pythonProcess';
import type { PythonServer } from '../simulators/python/pythonProcess';
import { runTaskStatus } from './support/engine';

const KEY = 'key & with=signs';
const found = ensurePythonSocketIo();
const python = 'python' in found ? found.python : '';
const why = 'reason' in found ? ` (skipped: ${found.reason})` : '';
const describeWithPython = python ? describe : describe.skip;

describeWithPython(`Task Status and an independent Socket.IO server${why}`, () => {
	let server: PythonServer;

	afterEach(async () => {
		await server.close();
	});

	async function ask(parameters: INodeParameters = {}, subscriptionKey = KEY) {
		return await runTaskStatus({
			parameters: {
				provider: 'hyper3dOnPremises',
				operation: 'getStatus',
				taskUuid: '={{ $json.uuid }}',
				subscriptionKey,
				options: { requestTimeout: 10 },
				...parameters,
			},
			credentials: { hyper3dOnPremisesApi: { baseUrl: server.url } },
			items: [{ uuid: 'first' }, { uuid: 'second' }],
		});
	}

	it('agree on the protocol, over one connection', async () => {
		server = await startPythonServer(python, ['--subscription', KEY]);
		const result = await ask();
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]).toMatchObject([
			{ json: { taskId: 'first', state: 'succeeded', progress: 100 } },
			{ json: { taskId: 'second', state: 'succeeded', message: 'Process Done' } },
		]);
		expect(server.lines.filter((line) => 'connected' in line)).toMatchObject([{ connected: KEY }]);
	}, 20_000);

	it.each(['gevent', 'tornado'])(
		'agree where only polling gets through: %s',
		async (webServer) => {
			server = await startPythonServer(python, ['--polling-on', webServer, '--subscription', KEY]);
			// A client that first waited for a WebSocket in vain would not get an answer in this time.
			const result = await ask({ options: { requestTimeout: 3 } });
			expect(result.error).toBeUndefined();
			expect(result.outputs[0]).toMatchObject([
				{ json: { taskId: 'first', state: 'succeeded' } },
				{ json: { taskId: 'second', state: 'succeeded' } },
			]);
			const connections = server.lines.filter((line) => 'connected' in line);
			expect(connections).toEqual([{ connected: KEY, transport: 'polling' }]);
		},
		20_000,
	);

	it('agree on a wait', async () => {
		server = await startPythonServer(python, ['--queries-until-done', '2']);
		const wait = { operation: 'waitForCompletion', pollInterval: 1, timeout: 10 };
		expect((await ask(wait)).outputs[0]).toHaveLength(2);
	}, 20_000);

	it('agree on a refusal and on a wrong namespace', async () => {
		server = await startPythonServer(python, ['--subscription', KEY]);
		const refused = await ask({}, 'another key');
		expect(refused.error?.message).toContain('refused the connection: Invalid subscription');
		await server.close();
		server = await startPythonServer(python, ['--namespace', '/other']);
		expect((await ask()).error?.message).toContain('refused the connection');
	}, 20_000);
});
