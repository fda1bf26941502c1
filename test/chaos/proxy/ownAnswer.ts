import type { Draw } from './faultPlan';
import type { Answer, Asked } from './exchange';
import type { HttpFault } from './kinds';

const PAGE = '<!DOCTYPE html><html><body><h1>It works!</h1></body></html>';
const BUSY = JSON.stringify({ message: 'SQLITE_BUSY: database is locked' });
const TEXT = { 'content-type': 'text/html; charset=utf-8' };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Where redirects lead: nobody listens there, and no scheme but HTTP may ever be followed. */
const PLACES = [
	'http://127.0.0.1:9/elsewhere',
	'https://127.0.0.1:9/elsewhere',
	'file:///etc/hostname',
	'ftp://127.0.0.1:9/elsewhere',
	'//127.0.0.1:9/elsewhere',
	'data:application/json,{}',
];

/** The answer the proxy gives in the server's place; null for faults that are no such answer. */
export function ownAnswer({ kind, dice }: Draw<HttpFault>, asked: Asked): Answer | null {
	switch (kind) {
		case 'status429': {
			const retryAfter = dice.pick(['0', '1', '1', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT']);
			return answer(429, { ...TEXT, 'retry-after': retryAfter }, 'Slow down');
		}
		case 'status5xx':
			return answer(dice.pick([500, 502, 503, 504]), TEXT, PAGE);
		case 'busyDatabase':
			return answer(400, JSON_TYPE, BUSY);
		case 'redirect': {
			const location = dice.pick([...PLACES, asked.url]);
			return answer(dice.pick([301, 302, 303, 307, 308]), { location }, '');
		}
		case 'garbage':
			return answer(200, TEXT, PAGE);
		case 'empty':
			return answer(200, JSON_TYPE, '');
		case 'echo':
			return answer(dice.pick([200, 400, 500]), JSON_TYPE, echo(asked));
		default:
			return null;
	}
}

/** An error in every provider's form at once, with everything the client sent in its words. */
function echo({ method, url, headers, body }: Asked): string {
	const words = `You sent ${method} ${url} ${JSON.stringify(headers)} ${body.toString()}`;
	return JSON.stringify({
		status: 'error',
		error: { message: words, error: words },
		message: words,
		detail: words,
		code: 4000,
		payload: { code: 4000, message: words },
	});
}

function answer(status: number, headers: Record<string, string>, text: string): Answer {
	return { status, headers, body: Buffer.from(text) };
}
