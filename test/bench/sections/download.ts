import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RodinFile, RodinTask } from '../../simulators/hyper3dRodin';
import type { DownloadMethods } from '../programs/download';
import { Simulator } from '../simulators/simulator';
import { megabytes, times } from '../support/format';
import { peakBytes, residentBytes } from '../support/memory';
import { Remote } from '../support/remote';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { compete, Competition } from '../support/rounds';

const PROGRAM = join(__dirname, '..', 'programs', 'download.ts');
const MB = 1024 * 1024;
const ROUNDS = 9;
const GOAL_TIME = 1.5;
const GOAL_BYTES = 60 * MB;
const WAYS = { plain: 'fetch to disk', getResults: 'Get Results' } as const;

type Way = keyof typeof WAYS;

const LARGE = 'one file of 200 MB';

const SIZES = {
	[LARGE]: [{ name: 'model.glb', sizeBytes: 200 * MB }],
	'200 files of 1 MB': Array.from({ length: 200 }, (_, index) => ({
		name: `texture_${index}.png`,
		sizeBytes: MB,
	})),
} as const satisfies Readonly<Record<string, readonly RodinFile[]>>;

/** A large file and many small ones: plain `fetch` to disk against Get Results. */
export async function download(): Promise<Report> {
	const simulator = await Simulator.start('rodin');
	const folder = await mkdtemp(join(tmpdir(), 'task-status-bench-'));
	try {
		const measured = [];
		for (const [name, files] of Object.entries(SIZES)) {
			measured.push(await measure(name, files, simulator, folder));
		}
		return {
			title: 'download: results to disk, 4 files at a time',
			columns: ['', ...Competition.columns, 'memory above idle'],
			rows: measured.flatMap(({ rows }) => rows),
			goals: measured.flatMap(({ goals }) => goals),
		};
	} finally {
		await rm(folder, { recursive: true });
		await simulator.stop();
	}
}

/** Each way in a process of its own, for its memory; the process is warm, but has stored no file. */
async function measure(
	name: string,
	files: readonly RodinFile[],
	simulator: Simulator,
	folder: string,
) {
	const { baseUrl, key } = simulator;
	const add = async (list: readonly RodinFile[]) =>
		(await simulator.addTasks<RodinTask>([{ ageMs: 60_000, files: list }]))[0] as RodinTask;
	const [task, tiny] = [await add(files), await add([{ name: 'tiny.glb' }])];
	const growths = new Map<Way, number>();
	const contestant = async (way: Way) => {
		const own = join(folder, way);
		const env = {
			N8N_BINARY_DATA_STORAGE_PATH: own,
			N8N_USER_FOLDER: folder,
			N8N_ENCRYPTION_KEY: 'bench',
		};
		const program = await Remote.start<DownloadMethods>(PROGRAM, [], env);
		await program.call(way, { baseUrl, key, task: tiny, folder: own });
		await program.call('settle', undefined as never);
		const idle = residentBytes(program.pid);
		const run = async () => {
			const { peak, result } = await peakBytes(
				program.pid,
				async () => await program.call(way, { baseUrl, key, task, folder: own }),
			);
			growths.set(way, Math.max(growths.get(way) ?? 0, peak - idle));
			return result;
		};
		return { name: WAYS[way], run, stop: async () => await program.stop() };
	};
	const contestants = [await contestant('plain'), await contestant('getResults')];
	const race = await compete(contestants, ROUNDS);
	await Promise.all(contestants.map(async ({ stop }) => await stop()));
	const growth = (way: Way) => growths.get(way) ?? Number.NaN;
	return {
		rows: (['plain', 'getResults'] as const).map((way) => [
			`${name}, ${WAYS[way]}`,
			...race.cells(WAYS[way], WAYS.plain),
			megabytes(growth(way)),
		]),
		goals: [
			atMost(`${name}: time`, race.ratio(WAYS.getResults, WAYS.plain), GOAL_TIME, times),
			...(name === LARGE
				? [atMost(`${name}: memory above idle`, growth('getResults'), GOAL_BYTES, megabytes)]
				: []),
		],
	};
}
