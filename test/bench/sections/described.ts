import { readStatus, toTask } from '../../../nodes/providers/described/reading';
import { exchangesOf } from '../../../nodes/providers/described/exchangeOf';
import * as services from '../../../nodes/providers/described/services';
import { count } from '../support/format';
import { atMost } from '../support/report';
import type { Report } from '../support/report';

const SERVICE = 'replicate';
const BODY_BYTES = 2048;
const LOOKS = 20_000;
const ROUNDS = 5;
const MICROSECONDS = 1000;
const GOAL_MICROSECONDS = 50;

/** What it costs to read a status of 2 kB by a description, without asking for it. */
export async function described(): Promise<Report> {
	const description = Object.values(services).find(({ name }) => name === SERVICE);
	const [exchange] = description === undefined ? [] : exchangesOf(description);
	if (description === undefined || exchange === undefined) throw new Error(`No ${SERVICE}`);
	const body = {
		id: 'gm3qorzdhgbfurvjtvhg6dckhu',
		status: 'succeeded',
		logs: 'x'.repeat(BODY_BYTES),
		output: ['https://replicate.delivery/a.png'],
		started_at: '2026-11-25T10:00:00.000Z',
		completed_at: '2026-11-25T10:01:00.000Z',
	};
	const answer = { status: 200, headers: {}, bodyKind: 'json' as const, body, host: 'bench' };
	const ref = { predictionId: body.id };
	const read = () => {
		const identity = { provider: SERVICE, taskId: body.id, ref, checkedAt: new Date() };
		return toTask(description, exchange, readStatus(exchange, answer), identity).task.state;
	};
	const rounds: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const begun = performance.now();
		for (let look = 0; look < LOOKS; look++) {
			if (read() !== 'succeeded') throw new Error('It was read wrongly');
		}
		rounds.push(((performance.now() - begun) * MICROSECONDS) / LOOKS);
	}
	const least = Math.min(...rounds);
	return await Promise.resolve({
		title: `described: a status of ${BODY_BYTES / 1024} kB, read by a description`,
		columns: ['', 'each round (µs)'],
		rows: [[SERVICE, rounds.map((one) => one.toFixed(1)).join(' ')]],
		// Whatever else the machine does only adds to the time.
		goals: [atMost('µs a look, the least', least, GOAL_MICROSECONDS, count)],
	});
}
