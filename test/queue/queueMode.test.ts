import { describeQueueMode } from './support/describeQueueMode';
import { useQueueScene } from './support/queueScene';
import { testDeadWorker } from './suites/deadWorker';
import { testManyAtOnce } from './suites/manyAtOnce';
import { testResume } from './suites/resume';
import { testTrigger } from './suites/trigger';
import { testWait } from './suites/wait';

jest.setTimeout(180_000);

/** One cluster for all: starting it takes longer than most tests. */
describeQueueMode((programs) => {
	const scene = useQueueScene(programs);
	testManyAtOnce(scene);
	testWait(scene);
	testTrigger(scene);
	testResume(scene);
	// Last: it leaves one worker only.
	testDeadWorker(scene);
});
