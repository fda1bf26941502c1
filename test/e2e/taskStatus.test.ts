import { SCENE_TIMEOUT_MS, startScene, type Scene } from './support/scene';
import { credentials } from './taskStatus/credentials.suite';
import { errors } from './taskStatus/errors.suite';
import { restart } from './taskStatus/restart.suite';
import { retry } from './taskStatus/retry.suite';
import { stop } from './taskStatus/stop.suite';
import { wait } from './taskStatus/wait.suite';

const TEST_TIMEOUT_MS = 60_000;

jest.setTimeout(TEST_TIMEOUT_MS);

describe('Task Status, on a real n8n', () => {
	let started: Scene;
	const scene = () => started;
	const waitThroughRestart = restart(scene);

	beforeAll(async () => {
		started = await startScene();
		// First, because its wait goes on while the other tests run.
		await waitThroughRestart.begin();
	}, SCENE_TIMEOUT_MS);

	afterAll(async () => {
		await started?.close();
	});

	describe('faults', () => errors(scene));
	describe('Retry On Fail', () => retry(scene));
	describe('a wait', () => wait(scene));
	describe('Stop ends it while', () => stop(scene));
	describe('the credential', () => credentials(scene));
	describe('a loop with a Wait node', () => waitThroughRestart.tests());
});
