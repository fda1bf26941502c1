import type { INodeExecutionData } from 'n8n-workflow';

import { endsWithin } from '../invariants/hangs';
import { hasEnded } from '../world/channel';
import type { ChaosTask } from '../world/channel';
import { checkExecution, drawOnError, execute } from './execution';
import type { Execution } from './execution';
import { REQUEST_TIMEOUT_SECONDS, startTasks } from './round';
import type { Round } from './round';
import { looksMs } from './status';

/** A trickling file, both attempts. */
const DOWNLOAD_MS = REQUEST_TIMEOUT_SECONDS * 4 * 1000;

/** Get Results, with the files where there are some. */
export async function getResults(round: Round): Promise<void> {
	const { dice, report, channel } = round;
	const downloadFiles = dice.chance(0.8);
	const execution: Execution = {
		operation: 'getResults',
		tasks: startTasks(round, dice.int(1, 15)),
		parameters: { downloadFiles, binaryPropertyName: 'data' },
		onError: drawOnError(dice),
	};
	const { length } = execution.tasks;
	const limitMs = looksMs(round, 2 * length) + length * DOWNLOAD_MS;
	const result = await endsWithin(limitMs, 'Get Results', report, execute(round, execution));
	round.tally.did(`${channel.name} getResults`, length);
	if (result === null) return;
	const count = ({ files }: ChaosTask) => (channel.results === 'files' ? files.length : 1);
	checkExecution(round, execution, result, count, (item, task) => {
		if (task.end !== 'succeeded' || !hasEnded(task, Date.now() + 50)) {
			report('results are those of tasks that are done', `${channel.name}: ${task.taskId}`);
		}
		if (channel.results === 'files') checkFile(round, item, task, downloadFiles);
		round.tally.got(`${channel.name} result`);
	});
}

/** A file is there with every byte of it, or it is an error. */
function checkFile(
	{ report }: Round,
	{ json, binary }: INodeExecutionData,
	{ files }: ChaosTask,
	isDownloaded: boolean,
): void {
	const path = [json.directory, json.fileName].filter((part) => part !== '').join('/');
	const sameName = ({ name }: { name: string }) => name === path.replace(/ \(\d+\)/, '');
	const file = files.find(sameName);
	if (file === undefined) report('results are those of the task', `there is no file ${path}`);
	else if (isDownloaded) {
		const bytes = Buffer.from(binary?.data?.data ?? '', 'base64');
		if (!bytes.equals(file.bytes) || json.fileSize !== file.bytes.length) {
			report('no file is cut off', `${path}: ${bytes.length} of ${file.bytes.length} bytes`);
		}
	}
}
