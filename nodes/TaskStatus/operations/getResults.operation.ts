import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ResultFile, TaskAnswer } from '../../providers/provider';
import { TaskRequestError } from '../../task/errors';
import { createLimiter } from '../../task/limiter';
import type { Limiter } from '../../task/limiter';
import { MAX_CONCURRENT_DOWNLOADS } from '../../task/limits';
import type { Task } from '../../task/task';
import { downloadFile, requireHttpUrls } from '../results/downloadFiles';
import type { StoredFile } from '../results/downloadFiles';
import { filterFiles } from '../results/fileFilter';
import { nameFiles } from '../results/fileNames';
import type { NamedFile } from '../results/fileNames';
import { mimeTypeOf } from '../results/mimeTypes';
import { answerEach, getTask } from '../run';
import type { Operation, Run } from '../run';
import { requireNoFailure } from './getStatus.operation';

/** Get Results: the files or the data of a task that is done. */
export const getResults: Operation = async (run) => {
	const limiter = createLimiter(MAX_CONCURRENT_DOWNLOADS);
	return await answerEach(run, async (ref, index) => {
		const answer = await getTask(run, ref, run.signal);
		requireSuccess(answer.task);
		const { provider, taskId } = answer.task;
		const identity = { provider, taskId, ref: answer.task.ref };
		const results = await run.session.getResults(answer, run.signal);
		const items: INodeExecutionData[] =
			results.kind === 'data'
				? [{ json: { result: results.result as IDataObject } }]
				: await fileItems(run, answer, results.files, index, limiter);
		return items.map(({ json, ...item }) => ({
			outcome: 'done',
			item: { json: { ...identity, ...json }, ...item, pairedItem: { item: index } },
		}));
	});
};

/** One item per file that fits the filter, with its bytes where the author wants them. */
async function fileItems(
	run: Run,
	answer: TaskAnswer,
	listed: readonly ResultFile[],
	index: number,
	limiter: Limiter,
): Promise<INodeExecutionData[]> {
	const { context, options } = run;
	const files = filterFiles(requireFiles(nameFiles(listed)), options.fileFilter);
	if (context.getNodeParameter('downloadFiles', index) !== true) {
		return files.map((file) => ({ json: fileJson(file) }));
	}
	requireHttpUrls(files);
	const property = context.getNodeParameter('binaryPropertyName', index);
	const tools = { run, limiter, freshUrl: freshUrls(run, answer) };
	return await Promise.all(
		files.map(async (file) => {
			const stored = await downloadFile(file, tools);
			return { json: fileJson(file, stored), binary: { [property]: stored.binary } };
		}),
	);
}

/** Asks for the list again when the first link turns out to be expired, once for all files. */
function freshUrls(run: Run, answer: TaskAnswer): (file: NamedFile) => Promise<string> {
	let list: Promise<readonly NamedFile[]> | undefined;
	const ask = async () => {
		const results = await run.session.getResults(answer, run.signal);
		const files = results.kind === 'files' ? nameFiles(results.files) : [];
		requireHttpUrls(files);
		return files;
	};
	return async ({ directory, fileName, url }) => {
		const files = await (list ??= ask());
		const same = files.find((file) => file.directory === directory && file.fileName === fileName);
		return same?.url ?? url;
	};
}

function fileJson(
	{ fileName, directory, fileExtension, url }: NamedFile,
	stored?: StoredFile,
): IDataObject {
	return {
		fileName,
		directory,
		fileExtension,
		mimeType: stored?.binary.mimeType ?? mimeTypeOf(fileExtension),
		fileSize: stored?.fileSize ?? null,
		url,
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
