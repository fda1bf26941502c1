import { createListLooker } from '../../../nodes/TaskCompletedTrigger/look/listLook';
import type { Sessions } from '../../../nodes/TaskCompletedTrigger/look/sessions';
import type { Round } from '../../../nodes/TaskCompletedTrigger/look/source';
import { watch } from '../../../nodes/TaskCompletedTrigger/look/watched';
import { NO_FAULTS } from '../../../nodes/TaskCompletedTrigger/state/faults';
import type { TaskSession } from '../../../nodes/host/openSession';
import { cloudCoin } from '../../../nodes/providers/cloudCoin';
import { TaskRequestError } from '../../../nodes/task/errors';
import type { TaskState } from '../../../nodes/task/states';
import { createTask } from '../../../nodes/task/task';

const newMemory = () => ({
	turn: null,
	faults: NO_FAULTS,
	nextKey: null,
	warning: null,
	since: new Map<string, string>(),
});

const tasks = (count: number) =>
	Array.from({ length: count }, (_, index) => watch(cloudCoin, { taskId: String(index) }));

interface Scene {
	/** Looks before the time is up. */
	patience?: number;
	stateOf?: (taskId: string) => TaskState;
}

/** A looker over sessions that answer at once; the round's time is up after some answers. */
function scene({ patience = Infinity, stateOf = () => 'running' }: Scene) {
	const asked: string[] = [];
	let controller = new AbortController();
	const session = {
		getTask: async ({ taskId = '' }: { taskId?: string }) => {
			asked.push(taskId);
			if (asked.length % patience === 0) controller.abort();
			const identity = { provider: 'cloudCoin', taskId, ref: { taskId }, checkedAt: new Date(0) };
			return await Promise.resolve({
				task: createTask(identity, { state: stateOf(taskId) }),
				raw: {},
			});
		},
		secretsOf: () => [],
	} as unknown as TaskSession;
	const sessions = { open: async () => await Promise.resolve(session) } as unknown as Sessions;
	const look = createListLooker(sessions, 1, newMemory());
	const round = (): Round => {
		controller = new AbortController();
		return {
			clock: { now: () => 0, sleep: async () => await Promise.resolve() },
			signal: controller.signal,
			isFirst: true,
			isReadOnly: false,
			isNews: () => false,
			isFired: () => false,
		};
	};
	return { asked, look, round };
}

describe('looking at a list', () => {
	it('goes on where it stopped when there is no time for all: each task has its turn', async () => {
		const { asked, look, round } = scene({ patience: 4 });
		const watched = tasks(10);
		expect((await look(watched, round())).missed).toBe(6);
		for (let turn = 0; turn < 4; turn++) await look(watched, round());
		const counts = watched.map(({ ref }) => asked.filter((id) => id === ref.taskId).length);
		expect(counts).toEqual(Array.from({ length: 10 }, () => 2));
	});

	it('looks once at two entries of one task', async () => {
		const { asked, look, round } = scene({});
		await look([...tasks(2), ...tasks(2)], round());
		expect(asked).toEqual(['0', '1']);
	});

	it('does not look again in the same poll at what has ended', async () => {
		const { asked, look, round } = scene({
			stateOf: (taskId) => (taskId === '0' ? 'succeeded' : 'running'),
		});
		expect((await look(tasks(2), round())).isOpen).toBe(true);
		await look(tasks(2), round());
		expect(asked).toEqual(['0', '1', '1']);
	});

	it('is over when everything has ended, and when there is nothing', async () => {
		const { look, round } = scene({ stateOf: () => 'failed' });
		expect((await look(tasks(2), round())).isOpen).toBe(false);
		expect((await look([], round())).isOpen).toBe(false);
	});

	it('asks a provider that refuses the key once, not for every task', async () => {
		const error = new TaskRequestError('credential', 'refused', { description: 'x' });
		let asked = 0;
		const refusing = {
			open: async () => {
				asked++;
				return await Promise.reject(error);
			},
		} as unknown as Sessions;
		const look = createListLooker(refusing, 1, newMemory());
		const { findings } = await look(tasks(50), scene({}).round());
		expect(asked).toBe(1);
		expect(findings.map(({ kind }) => kind).filter((kind) => kind === 'missed')).toHaveLength(49);
	});
});
