import { checkNoSecret } from '../invariants/secrets';
import { endsWithin } from '../invariants/hangs';
import { pause } from '../support/pause';
import { execute } from './execution';
import { startTasks } from './round';
import type { Round } from './round';

/** The contract says one second; the rest is for a machine that has other things to do. */
const STOP_MS = 1_000 + 14_000;

/** Stop, at any moment of any operation. */
export async function stop(round: Round): Promise<void> {
	const { dice, report, channel, tally } = round;
	const operation = dice.pick([
		'waitForCompletion',
		'waitForCompletion',
		'getStatus',
		'getResults',
	]);
	let press: () => void = () => undefined;
	const execution = execute(round, {
		operation,
		tasks: startTasks(round, dice.int(1, 40)),
		parameters: { pollInterval: 1, timeout: 600, downloadFiles: true, binaryPropertyName: 'data' },
		onError: dice.pick(['continueRegularOutput', 'stopWorkflow']),
		onStarted: (stopIt) => (press = stopIt),
	});
	let isOver = false;
	const over = execution.then(() => (isOver = true));
	await Promise.race([pause(dice.int(0, 1_500)), over]);
	const wasOver = isOver;
	const pressedAt = Date.now();
	press();
	const result = await endsWithin(STOP_MS, `Stop during ${operation}`, report, execution);
	tally.did(`${channel.name} stop`);
	if (result === null || wasOver) return;
	tally.longestStopMs = Math.max(tally.longestStopMs, Date.now() - pressedAt);
	tally.got(`stopped: ${result.status}`);
	checkNoSecret(result.error, 'the error of a stopped execution', report);
}
