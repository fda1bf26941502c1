import { startScene } from '../e2e/support/scene';
import { taskStatusSuites } from '../e2e/taskStatus/suites';
import { INSTALL_TIMEOUT_MS, VERSION } from './support/newN8n';

const TEST_TIMEOUT_MS = 60_000;

jest.setTimeout(TEST_TIMEOUT_MS);

describe(`Task Status, on n8n ${VERSION}`, () =>
	taskStatusSuites(async () => await startScene({ version: VERSION }), INSTALL_TIMEOUT_MS));
