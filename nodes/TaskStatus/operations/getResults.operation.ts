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
import { answerEach } from '../answerEach';
import { getTask, openSession } from '../getTask';
import type { Operation, Turn } from '../turn';
import { readFlag } from '../../panel/readFlag';
import { readText } from '../../panel/readText';
import { requireNoFailure } from './getStatus.operation';

/** Get Results: the files or the data of a task that is done. */
export const getResults: Operation = async (run) => {
	const limiter = createLimiter(MAX_CONCURRENT_DOWNLOADS);
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
	const { asTool, context, index, options } = turn;
	const files = filterFiles(requireFiles(nameFiles(listed)), options.fileFilter);
	const wanted = readFlag(context.getNodeParameter('downloadFiles', index), 'Download Files');
	// n8n would drop the files of a tool.
	if (asTool || !wanted) {
		return files.map((file) => ({ json: fileJson(file) }));
	}
	requireHttpUrls(files);
	const property = readField(context.getNodeParameter('binaryPropertyName', index));
	const tools = { run: turn, limiter, freshUrl: freshUrls(turn, answer) };
	return await Promise.all(
		files.map(async (file) => {
			const stored = await downloadFile(file, tools);
			return { json: fileJson(file, stored), binary: { [property]: stored.binary } };
		}),
	);
}

/** Asks for the list again when the first link turns out to be expired, once for all files. */
function freshUrls(turn: Turn, answer: TaskAnswer): (file: NamedFile) => Promise<string> {
	let list: Promise<readonly NamedFile[]> | undefined;
	const ask = async () => {
		const results = await turn.session.getResults(answer, turn.signal);
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

/** @throws {TaskRequestError} kind `input` for what is no name, such as an expression that finds nothing */
function readField(given: unknown): string {
	const name = readText(given, 'Put Output File in Field');
	if (name !== '') return name;
	throw new TaskRequestError('input', 'Put Output File in Field is empty', {
		description: 'Fill in a name such as data.',
	});
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
