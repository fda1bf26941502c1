import * as services from '../../nodes/providers/described/services';
import { refusedKey, saying } from '../engine/support/runService';
import { SERVICES, startServices, type ServicesSimulator } from '../simulators/services';
import type { Service } from '../simulators/services';
import { taskStatusSays, type Said } from './support/taskStatusSays';

let simulator: ServicesSimulator;

beforeAll(async () => {
	simulator = await startServices({ stepMs: 0 });
});
afterAll(async () => {
	await simulator.close();
});

it('every service that is described is simulated', () => {
	const described = Object.values(services).map(({ name }) => name);
	expect(SERVICES.map(({ name }) => name).sort()).toEqual(described.sort());
});

const lives = SERVICES.flatMap(({ name, lives: all }) =>
	Object.keys(all).map((life) => [name, life]),
);

it.each(lives)('Task Status on %s: %s', async (name = '', life = '') => {
	const service = SERVICES.find((one) => one.name === name) as Service;
	const base = simulator.baseUrlOf(name);
	const { id, life: lived } = simulator.addTask(name, life);
	const ref = { ...service.ref(id, base), ...lived.ref };
	// One look for each step; a task that was final and goes on is a case of its own.
	const looks: Said[] = [];
	while (looks.length < lived.moments.length) looks.push(await taskStatusSays(name, ref, base));
	const last = looks.pop();
	expect(last).toMatchObject({ state: lived.end, warned: lived.warns ?? false });
	if (life !== 'resurrected') expect(looks.filter(({ finished }) => finished === true)).toEqual([]);
});

const names = SERVICES.map(({ name }) => name);

it.each(names)('%s: an unknown ID is not found', async (name) => {
	const service = SERVICES.find((one) => one.name === name) as Service;
	const base = simulator.baseUrlOf(name);
	const ref = service.ref(service.newId(), base);
	expect(await taskStatusSays(name, ref, base)).toMatchObject({ state: 'notFound' });
});

it.each(names)('%s: a wrong key is an error, no state', async (name) => {
	const service = SERVICES.find((one) => one.name === name) as Service;
	const base = simulator.baseUrlOf(name);
	const ref = service.ref(simulator.addTask(name, 'done').id, base);
	const good = service.credential ?? { apiKey: '' };
	const credential = Object.fromEntries(Object.keys(good).map((key) => [key, 'wrong']));
	await expect(taskStatusSays(name, ref, base, { credential })).rejects.toMatchObject(
		saying(refusedKey(name)),
	);
});
