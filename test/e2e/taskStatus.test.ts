import { SCENE_TIMEOUT_MS, startScene } from './support/scene';
import { taskStatusSuites } from './taskStatus/suites';

const TEST_TIMEOUT_MS = 60_000;

jest.setTimeout(TEST_TIMEOUT_MS);

describe('Task Status, on a real n8n', () => taskStatusSuites(startScene, SCENE_TIMEOUT_MS));
