import { foldStates } from '../../task/foldStates';
import { isRecord } from '../../task/json';
import { shareDone, toWord } from '../../task/normalize';
import { stateOfWord } from '../../task/states';
import type { TaskState } from '../../task/states';
import { createTask } from '../../task/task';
import type { Task, TaskIdentity, TaskJob, TaskRef } from '../../task/task';
import type { ResultFile } from '../provider';
import { shapeError } from '../shared/httpAnswer';
import type { HttpAnswer } from '../shared/httpAnswer';
import { noSuchTask, requireNoError, toMessage } from '../shared/hyper3dAnswer';
import { taskIdOf } from './fields';

/** Vendor page "Check Status"; `Canceled` is undocumented, but final in the vendor's own tools. */
const STATES: ReadonlyMap<string, TaskState> = new Map([
	['waiting', 'queued'],
	['generating', 'running'],
	['done', 'succeeded'],
	['failed', 'failed'],
	['canceled', 'canceled'],
	['cancelled', 'canceled'],
]);

const ADVICE =
	'Check the identifiers (the Subscription Key is jobs.subscription_key, the Task UUID is the top-level uuid of the submit response) and that the API key belongs to the account that started the task.';

/**
 * The task in an answer of `POST /status`.
 * @throws {TaskRequestError} for an error status, an error on a 2xx, and a body of another shape
 */
export function toTask(answer: HttpAnswer, ref: TaskRef, checkedAt: Date): Task {
	const identity = { provider: 'hyper3dRodin', taskId: taskIdOf(ref), ref, checkedAt };
	const unknown = noSuchTask(answer);
	if (unknown !== null) return unknownTask(identity, unknown);
	const expected = 'an object with "jobs"';
	const body = requireNoError(answer, expected, ADVICE);
	if (body.jobs === undefined) throw shapeError(answer, expected, body.jobs);
	const jobs = readJobs(body.jobs, answer);
	const state = foldStates(jobs.map((job) => job.state));
	const done = jobs.filter((job) => job.state === 'succeeded').length;
	return createTask(identity, {
		state,
		progress: shareDone(done, jobs.length),
		message: toMessage(body.message),
		failure: state === 'failed' ? failure(jobs) : null,
		rawStatus: jobs.find((job) => job.state === state)?.rawStatus ?? jobs[0]?.rawStatus ?? null,
		jobs,
	});
}

function unknownTask(identity: TaskIdentity, words: string): Task {
	const message = `Hyper3D does not know this task: ${words}`;
	return createTask(identity, { state: 'notFound', failure: { code: 'NO_SUCH_TASK', message } });
}

/**
 * The files in an answer of `POST /download`.
 * @throws {TaskRequestError} as {@link toTask}
 */
export function toResultFiles(answer: HttpAnswer): readonly ResultFile[] {
	const expected = 'an object with "list", a list of {name, url}';
	const body = requireNoError(answer, expected, ADVICE);
	if (!Array.isArray(body.list)) throw shapeError(answer, expected, body.list);
	return body.list.map((entry: unknown) => {
		if (!isRecord(entry) || typeof entry.url !== 'string' || typeof entry.name !== 'string') {
			throw shapeError(answer, expected, entry);
		}
		return { name: entry.name, url: entry.url };
	});
}

/**
 * The jobs in each form the vendor has documented: a list of `{uuid, status}`, a list of single
 * `{<uuid>: status}` pairs, or one map of them. A Go server writes an empty list as null.
 */
function readJobs(jobs: unknown, answer: HttpAnswer): readonly TaskJob[] {
	if (jobs === null) return [];
	if (isRecord(jobs))
		return Object.entries(jobs).map(([uuid, status]) => toJob(uuid, status, answer));
	if (!Array.isArray(jobs)) throw shapeError(answer, 'a list of jobs', jobs);
	return jobs.map((job: unknown) => {
		if (!isRecord(job)) throw shapeError(answer, 'a list of jobs {uuid, status}', job);
		if ('status' in job) return toJob(job.uuid, job.status, answer);
		const pairs = Object.entries(job);
		const [pair] = pairs;
		if (pair === undefined || pairs.length > 1) {
			throw shapeError(answer, 'a list of jobs {uuid, status}', job);
		}
		return toJob(pair[0], pair[1], answer);
	});
}

function toJob(uuid: unknown, status: unknown, answer: HttpAnswer): TaskJob {
	const word = toWord(status);
	if (word === null) throw shapeError(answer, "a job's status as a word", status);
	return { jobId: toWord(uuid), state: stateOfWord(STATES, word), rawStatus: word };
}

/** Rodin documents no reason of a failure. */
function failure(jobs: readonly TaskJob[]): Task['failure'] {
	const failed = jobs.filter((job) => job.state === 'failed').length;
	return {
		code: null,
		message: `${failed} of ${jobs.length} jobs failed. Hyper3D gives no reason; its support can look it up.`,
	};
}
