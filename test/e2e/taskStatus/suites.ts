import type { Scene } from '../support/scene';
import { credentials } from './credentials.suite';
import { errors } from './errors.suite';
import { restart } from './restart.suite';
import { retry } from './retry.suite';
import { stop } from './stop.suite';
import { wait } from './wait.suite';

/** Everything of Task Status that needs a real n8n, on whichever n8n is started. */
export function taskStatusSuites(start: () => Promise<Scene>, startTimeoutMs: number): void {
	let started: Scene;
	const scene = () => started;
	const waitThroughRestart = restart(scene);

	beforeAll(async () => {
		started = await start();
		// First, because its wait goes on while the other tests run.
		await waitThroughRestart.begin();
	}, startTimeoutMs);

	afterAll(async () => {
		await started?.close();
	});

	describe('faults', () => errors(scene));
	describe('Retry On Fail', () => retry(scene));
	describe('a wait', () => wait(scene));
	describe('Stop ends it while', () => stop(scene));
	describe('the credential', () => credentials(scene));
	describe('a loop with a Wait node', () => waitThroughRestart.tests());
}
