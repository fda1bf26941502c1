import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ResultFile, TaskAnswer } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import { createLimiter } from '../../task/limiter';
import type { Limiter } from '../../task/limiter';
import { MAX_CONCURRENT_DOWNLOADS } from '../../task/limits';
import { createRedactor } from '../../task/redact';
import type { Task } from '../../task/task';
import { downloadFiles } from '../results/downloadFiles';
import type { StoredFile } from '../results/downloadFiles';
import { filterFiles } from '../results/fileFilter';
import { nameFiles } from '../results/fileNames';
import type { NamedFile } from '../results/fileNames';
import { createFreshLinks } from '../results/freshLinks';
import { mimeTypeOf } from '../results/mimeTypes';
import { answerEach } from '../answerEach';
import { getTask, openSession } from '../getTask';
import type { Operation, Turn } from '../turn';
import { readFlag, readText } from '../../panel/readValue';
import { requireNoFailure } from './getStatus.operation';

/** Get Results: the files or the data of a task that is done. */
export const getResults: Operation = async (run) => {
	const limiter = createLimiter(Math.min(MAX_CONCURRENT_DOWNLOADS, run.maxConcurrency));
	return await answerEach(run, openSession, async (turn) => {
		const answer = await getTask(turn, turn.signal);
		requireSuccess(answer.task);
		const { provider, taskId } = answer.task;
		const identity = { provider, taskId, ref: answer.task.ref };
		const results = await turn.session.getResults(answer, turn.signal);
		const items: INodeExecutionData[] =
			results.kind === 'data'
				? [{ json: { result: results.result as IDataObject } }]
				: await fileItems(turn, answer, results.files, limiter);
		return items.map(({ json, ...item }) => ({
			outcome: 'done',
			item: { json: { ...identity, ...json }, ...item, pairedItem: { item: turn.index } },
		}));
	});
};

/** One item per file that fits the filter, with its bytes where the author wants them. */
async function fileItems(
	turn: Turn,
	answer: TaskAnswer,
	listed: readonly ResultFile[],
	limiter: Limiter,
): Promise<INodeExecutionData[]> {
	const { asTool, context, index, options, session, signal } = turn;
	const secrets = session.secretsOf(answer.task.ref);
	const all = requireFiles(nameFiles(maskNames(listed, secrets)));
	const files = await filterFiles(all, options.fileFilter);
	const wanted = readFlag(context.getNodeParameter('downloadFiles', index), 'Download Files');
	// n8n would drop the files of a tool.
	if (asTool || !wanted) return files.map((file) => ({ json: fileJson(file) }));
	const property = readField(context.getNodeParameter('binaryPropertyName', index));
	const links = createFreshLinks(all, async () => {
		const results = await session.getResults(answer, signal);
		return results.kind === 'files' ? nameFiles(maskNames(results.files, secrets)) : [];
	});
	const { credential } = session;
	const source = { context, credential, stallMs: options.requestTimeoutMs };
	const stored = await downloadFiles(files, { source, limiter, links, signal });
	return files.flatMap((file, place) => {
		const mine = stored[place];
		return mine === undefined
			? []
			: [{ json: fileJson(file, mine), binary: { [property]: mine.binary } }];
	});
}

/** @throws {TaskRequestError} kind `input` for what is no name, such as an expression that finds nothing */
function readField(given: unknown): string {
	const name = readText(given, 'Put Output File in Field');
	if (name !== '') return name;
	throw new TaskRequestError('input', 'Put Output File in Field is empty', {
		description: 'Fill in a name such as data.',
	});
}

/** A name is shown in messages and in the editor: no key may stand in it. */
function maskNames(
	files: readonly ResultFile[],
	secrets: readonly string[],
): readonly ResultFile[] {
	const mask = createRedactor(secrets);
	return files.map((file) => ({ ...file, name: mask(file.name) }));
}

function fileJson(file: NamedFile, stored?: StoredFile): IDataObject {
	const { fileName, directory, fileExtension } = file;
	return {
		fileName,
		directory,
		fileExtension,
		mimeType: stored?.binary.mimeType ?? mimeTypeOf(fileExtension),
		fileSize: stored?.fileSize ?? null,
		url: stored?.url ?? file.url,
	};
}

function requireFiles(files: readonly NamedFile[]): readonly NamedFile[] {
	if (files.length > 0) return files;
	throw new TaskRequestError('provider', 'The task is done, but its list of files is empty', {
		description:
			'Check that the Task UUID is the top-level uuid of the submit response: another identifier gives an empty list.',
	});
}

const NO_RESULTS =
	'The provider ended this task without success, so that there are no results. Start it again, and ask for the results after the Done output of Get Status or Wait for Completion.';

function requireSuccess(task: Task): void {
	requireNoFailure(task, NO_RESULTS);
	if (task.state === 'succeeded') return;
	throw new TaskRequestError('taskFailed', `The task has no results yet: it is ${task.state}`, {
		description: 'Ask for the results after the Done output of Get Status or Wait for Completion.',
	});
}
