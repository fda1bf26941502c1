/** A task's own state; the word for it differs between generations of the product. */
export type Stage = 'running' | 'completed' | 'error';

/** How a simulated task goes; everything is optional. */
export interface CloudCoinPlan {
	plan?:
		| 'succeed'
		| 'fail'
		/** No progress any more, and error 4106 after ten minutes. */
		| 'stall'
		| 'never';
	/** Default 3,000. */
	runningMs?: number;
	/** How old the task is already; default 0. */
	ageMs?: number;
	/** The result of a success; null and texts are possible. Default: by command. */
	result?: unknown;
	/** The reason of a failure. */
	failure?: { code: number; message: string; details?: unknown };
	/** `data` as the server does it, `message` as the vendor's page says. */
	failureReasonIn?: 'data' | 'message';
	/** Progress passes 100 while running. */
	overshoot?: boolean;
	/** Progress has decimals while running; it is mostly whole. */
	fraction?: boolean;
	/** `data` is a string of digits while running, one counter per server. */
	digits?: boolean;
	/** Default true; some revisions answer with the bare task. */
	envelope?: boolean;
	/** The first look after the end sees progress below 100, or `finished` 0. */
	halfWritten?: 'progress' | 'finished';
	/** `later` for pending/success/failed, or words of one's own. */
	words?: 'later' | Partial<Record<Stage, string>>;
	/** Default true; older versions have no `started` and `finished`. */
	timestamps?: boolean;
}

/** The asynchronous calls that return a task (fact sheet). */
export const commands = [
	'join',
	'backup',
	'echo',
	'import',
	'convert',
	'export',
	'transfer',
	'fix',
	'health',
	'locker',
] as const;

export type Command = (typeof commands)[number];

/** Stands for the bearer secret in an export's result: it must not turn up in logs or errors. */
export const TRANSMIT_CODE = 'SIMULATED-TRANSMIT-CODE-7F3A';

const SERVERS = 25;

/** Echo's result is the vendor page's sample; the others are made after the fact sheet. */
export function defaultResult(command: Command): unknown {
	switch (command) {
		case 'echo':
			return {
				online: SERVERS,
				pownstring: 'p'.repeat(SERVERS),
				pownarray: Array.from({ length: SERVERS }, () => 1),
				latencies: [1104, 1417, 1407, 1397, 1416, 1405, 1412, 1397, 1407, 1406],
			};
		case 'backup':
			return { FileName: 'CloudCoin/Backups/Default.zip' };
		case 'export':
			return { transmit_code: TRANSMIT_CODE, amount: 250 };
		case 'convert':
			return null;
		case 'import':
			return { imported: 3, total: 750 };
		default:
			return 'OK';
	}
}
