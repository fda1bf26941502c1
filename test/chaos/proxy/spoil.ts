import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';

import { pause } from '../support/pause';
import { corrupt } from './corrupt';
import type { Answer } from './exchange';
import type { Draw } from './faultPlan';
import type { HttpFault } from './kinds';

/** Lets what was written leave the machine before the connection ends. */
const LEAVE_MS = 10;
const MOST_EXTRA_BYTES = 40;
const TRICKLE_PIECES = 8;

/** Sends an answer on, hit by a fault or not. */
export async function sendSpoilt(
	fault: Draw<HttpFault> | null,
	answer: Answer,
	response: ServerResponse,
	signal: AbortSignal,
): Promise<void> {
	const { body } = answer;
	const dice = fault?.dice;
	const part = (least: number) =>
		body.subarray(0, dice?.int(least, Math.max(least, body.length - 1)));
	const whole = (bytes: Buffer) => response.end(bytes);
	switch (fault?.kind) {
		case 'loseAnswer':
			response.socket?.destroy();
			return;
		case 'reset':
		case 'truncate':
			begin(response, answer, body.length);
			response.write(part(0));
			await pause(LEAVE_MS, signal);
			if (fault.kind === 'reset') response.socket?.resetAndDestroy();
			else response.socket?.destroySoon();
			return;
		case 'truncateCleanly': {
			const rest = part(0);
			begin(response, answer, rest.length);
			whole(rest);
			return;
		}
		case 'claimMore':
			begin(response, answer, body.length + (dice?.int(1, MOST_EXTRA_BYTES) ?? 1));
			response.write(body);
			await pause(LEAVE_MS, signal);
			response.socket?.destroySoon();
			return;
		case 'claimLess':
			begin(response, answer, part(0).length);
			whole(body);
			return;
		case 'corrupt': {
			const spoilt = corrupt(body, fault.dice);
			begin(response, answer, spoilt.length);
			whole(spoilt);
			return;
		}
		case 'duplicateAnswer':
			response.socket?.write(Buffer.concat([raw(answer), raw(answer)]));
			await pause(LEAVE_MS, signal);
			response.socket?.destroySoon();
			return;
		case 'trickle':
			begin(response, answer, body.length);
			await trickle(body, fault.dice.int(5, 400), response, signal);
			return;
		default:
			begin(response, answer, body.length);
			whole(body);
	}
}

function begin(response: ServerResponse, { status, headers }: Answer, length: number): void {
	response.writeHead(status, { ...headers, 'content-length': length, connection: 'close' });
}

async function trickle(
	body: Buffer,
	intervalMs: number,
	response: ServerResponse,
	signal: AbortSignal,
): Promise<void> {
	const size = Math.max(1, Math.ceil(body.length / TRICKLE_PIECES));
	for (let start = 0; start < body.length && !signal.aborted; start += size) {
		response.write(body.subarray(start, start + size));
		await pause(intervalMs, signal);
	}
	response.end();
}

/** An answer as its bytes on the wire. */
function raw({ status, headers, body }: Answer): Buffer {
	const lines = Object.entries({ ...headers, 'content-length': body.length }).map(
		([name, value]) => `${name}: ${value}`,
	);
	const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n');
	return Buffer.concat([Buffer.from(head), body]);
}
