import {
	endsWait,
	isFinished,
	outcomeOf,
	stateOfWord,
	TASK_STATES,
	type TaskOutcome,
	type TaskState,
} from '../../../nodes/task/states';

interface Meaning {
	outcome: TaskOutcome;
	finished: boolean;
	endsWait: boolean;
}

/** The contract's table of states. */
const MEANINGS: Record<TaskState, Meaning> = {
	queued: { outcome: 'inProgress', finished: false, endsWait: false },
	running: { outcome: 'inProgress', finished: false, endsWait: false },
	unknown: { outcome: 'inProgress', finished: false, endsWait: false },
	actionRequired: { outcome: 'actionRequired', finished: false, endsWait: true },
	succeeded: { outcome: 'done', finished: true, endsWait: true },
	failed: { outcome: 'failed', finished: true, endsWait: true },
	canceled: { outcome: 'failed', finished: true, endsWait: true },
	notFound: { outcome: 'failed', finished: true, endsWait: true },
};

describe('A state', () => {
	it('is one of the eight of the contract', () => {
		expect([...TASK_STATES].sort()).toEqual(Object.keys(MEANINGS).sort());
	});

	it.each(Object.entries(MEANINGS))('"%s" has its outcome and its finality', (name, meaning) => {
		const state = name as TaskState;
		expect({
			outcome: outcomeOf(state),
			finished: isFinished(state),
			endsWait: endsWait(state),
		}).toEqual(meaning);
	});
});

describe("A provider's word for a state", () => {
	const words = new Map<string, TaskState>([
		['done', 'succeeded'],
		['failed', 'failed'],
	]);

	it.each([
		['as documented', 'done', 'succeeded'],
		['in capitals', 'DONE', 'succeeded'],
		['in mixed case', 'Failed', 'failed'],
		['with blanks around it', ' \tDone\n', 'succeeded'],
	])('is understood %s', (_how, word, state) => {
		expect(stateOfWord(words, word)).toBe(state);
	});

	it.each([
		'Reticulating',
		'',
		'   ',
		'done!',
		'not done',
		'undone',
		'do ne',
		'1',
		'null',
		'undefined',
		'constructor',
		'__proto__',
		'完了',
		'✅',
	])('that nobody documented is unknown, never a success or a failure: "%s"', (word) => {
		expect(stateOfWord(words, word)).toBe('unknown');
	});
});
