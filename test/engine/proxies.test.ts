import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { startHyper3dOnPremises } from '../simulators/hyper3dOnPremises';
import type { Hyper3dOnPremisesSimulator, NewTask } from '../simulators/hyper3dOnPremises';
import { ROCKET_RIDE_KEY, startRocketRide } from '../simulators/rocketRide';
import type { RocketRideSimulator } from '../simulators/rocketRide';
import { ConnectProxy } from '../support/connectProxy';
import { eventually } from '../support/eventually';
import { startTlsFront } from '../support/tlsFront';
import type { TlsFront } from '../support/tlsFront';
import { runTaskStatus } from './support/engine';

/** Names that no resolver knows: whoever reaches them has gone through the proxy. */
const HYPER3D = 'hyper3d.test';
const ROCKETRIDE = 'rocketride.test';
const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];

let onPremises: Hyper3dOnPremisesSimulator;
let rocketRide: RocketRideSimulator;
let front: TlsFront;
let proxy: ConnectProxy;
const before = { ...process.env };

beforeAll(async () => {
	for (const name of VARIABLES.flatMap((one) => [one, one.toLowerCase()])) delete process.env[name];
	onPremises = await startHyper3dOnPremises();
	rocketRide = await startRocketRide({ eventIntervalMs: 0 });
	front = await startTlsFront(onPremises.url);
});
afterAll(async () => {
	process.env = before;
	front.close();
	await onPremises.close();
	await rocketRide.close();
});
beforeEach(async () => {
	proxy = await ConnectProxy.start({
		[`${HYPER3D}:80`]: onPremises.url,
		[`${HYPER3D}:443`]: front.url.replace('https', 'http'),
		[`${ROCKETRIDE}:80`]: rocketRide.url,
	});
	process.env.HTTP_PROXY = proxy.url;
	process.env.HTTPS_PROXY = proxy.url;
});
afterEach(() => {
	onPremises.behave();
	proxy.close();
	for (const name of VARIABLES) delete process.env[name];
});

async function ask(
	provider: string,
	credential: ICredentialDataDecryptedObject,
	parameters: INodeParameters,
) {
	const type = provider === 'rocketRide' ? 'rocketRideTaskApi' : 'hyper3dOnPremisesApi';
	const { outputs, error } = await runTaskStatus({
		parameters: { provider, operation: 'getStatus', options: { requestTimeout: 5 }, ...parameters },
		credentials: { [type]: credential },
		items: [{}],
	});
	return error?.message ?? outputs.flat()[0]?.json.state;
}

const askHyper3d = async (
	baseUrl: string,
	credential: ICredentialDataDecryptedObject = {},
	task: NewTask = {},
	parameters: INodeParameters = {},
) =>
	await ask(
		'hyper3dOnPremises',
		{ baseUrl, ...credential },
		{ ...onPremises.addTask(task), ...parameters },
	);

const askRocketRide = async (baseUrl: string, transport = 'webSocket') =>
	await ask(
		'rocketRide',
		{ baseUrl, apiKey: ROCKET_RIDE_KEY },
		{ transport, taskToken: rocketRide.addTask().taskToken },
	);

describe('Behind a proxy', () => {
	it('Socket.IO reaches a plain server by CONNECT', async () => {
		const { upgraded } = onPremises.connections;
		const wait = { operation: 'waitForCompletion', pollInterval: 1 };
		expect(await askHyper3d(`http://${HYPER3D}`, {}, { runningMs: 900 }, wait)).toBe('succeeded');
		expect(new Set(proxy.connects)).toEqual(new Set([`${HYPER3D}:80`]));
		expect(proxy.forwarded).toEqual([]);
		expect(onPremises.connections.upgraded).toBe(upgraded + 1);
	});

	it('Socket.IO reaches a server with TLS, whose certificate is looked at', async () => {
		expect(await askHyper3d(`https://${HYPER3D}`)).toContain('certificate');
		const allowing = { allowUnauthorizedCerts: true };
		expect(await askHyper3d(`https://${HYPER3D}`, allowing)).toBe('succeeded');
		expect(new Set(proxy.connects)).toEqual(new Set([`${HYPER3D}:443`]));
	});

	it('Socket.IO polls through it where no WebSocket gets through', async () => {
		onPremises.behaviour.pollingOnly = true;
		const { upgraded } = onPremises.connections;
		expect(await askHyper3d(`http://${HYPER3D}`)).toBe('succeeded');
		expect(onPremises.connections.upgraded).toBe(upgraded);
		expect(proxy.forwarded).toEqual([]);
	});

	it('the WebSocket of RocketRide reaches its server by CONNECT', async () => {
		expect(await askRocketRide(`http://${ROCKETRIDE}`)).toBe('succeeded');
		expect(proxy.connects).toEqual([`${ROCKETRIDE}:80`]);
	});

	it('NO_PROXY is respected', async () => {
		process.env.NO_PROXY = '127.0.0.1';
		expect(await askHyper3d(onPremises.url)).toBe('succeeded');
		expect(await askRocketRide(rocketRide.url)).toBe('succeeded');
		expect(proxy.connects).toEqual([]);
	});

	it.each([
		['Socket.IO', () => askHyper3d(`http://${HYPER3D}`)],
		['the WebSocket of RocketRide', () => askRocketRide(`http://${ROCKETRIDE}`)],
		['HTTP', () => askRocketRide(`http://${ROCKETRIDE}`, 'http')],
	])('%s names a proxy that is down, without its password', async (_what, look) => {
		const { host } = new URL(proxy.url);
		proxy.close();
		process.env.HTTP_PROXY = `http://user:secret@${host}`;
		expect(await look()).toBe(`Nothing answers at the proxy ${host}`);
	});

	it('a proxy that is silent at CONNECT is given up in time, and nothing is left open', async () => {
		const sockets: Socket[] = [];
		const silent = createServer((socket) =>
			sockets.push(socket.on('error', () => undefined).resume()),
		);
		silent.listen(0, '127.0.0.1');
		await once(silent, 'listening');
		const { port } = silent.address() as AddressInfo;
		process.env.HTTP_PROXY = `http://127.0.0.1:${port}`;
		expect(await askHyper3d(`http://${HYPER3D}`)).toContain('did not accept the connection');
		expect(await askRocketRide(`http://${ROCKETRIDE}`)).toContain(ROCKETRIDE);
		await eventually(() => sockets.length > 1 && sockets.every(({ closed }) => closed));
		silent.close();
	});
});
