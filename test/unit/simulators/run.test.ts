import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startSimulators } from '../../simulators';

const root = join(__dirname, '../../..');

it('starts every provider on free ports and ends them', async () => {
	const simulators = await startSimulators();
	const { rodin, cloudCoin } = simulators;
	expect(new Set([rodin.url, rodin.files.url, cloudCoin.url]).size).toBe(3);
	expect((await fetch(`${cloudCoin.baseUrl}/api/v1/tasks/x`)).status).toBe(200);
	await simulators.close();
	await expect(fetch(cloudCoin.url)).rejects.toThrow();
});

it('falls back to a free port where a fixed one is taken', async () => {
	const squatter = createServer().listen(18900, '127.0.0.1');
	await once(squatter, 'listening');
	const simulators = await startSimulators({ basePort: 18900 });
	expect(simulators.rodin.url).not.toContain(':18900');
	expect(simulators.cloudCoin.url).toContain(':18910');
	await simulators.close();
	squatter.close();
});

it('runs as a program: one JSON line, a turnable clock, an end on SIGTERM', async () => {
	const program = [join(root, 'node_modules/tsx/dist/cli.mjs'), 'test/simulators/run.ts'];
	const args = [...program, '--json', '--manual-clock', '--base-port', '18950'];
	const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
	const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
	const addresses = JSON.parse(line) as Record<string, { url: string; acceptedKey: string | null }>;
	expect(addresses['rodin']).toMatchObject({ acceptedKey: 'simulated-rodin-key' });
	const response = await fetch(`${addresses['rodin']?.url}/__control/advance`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{"ms":1000}',
	});
	expect(response.status).toBe(200);
	child.kill('SIGTERM');
	expect(await once(child, 'exit')).toEqual([0, null]);
}, 20_000);
