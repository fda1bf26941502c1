import fc from 'fast-check';

import * as cloudCoin from '../../../nodes/providers/cloudCoin/mapper';
import * as onPremises from '../../../nodes/providers/hyper3dOnPremises/mapper';
import * as rodin from '../../../nodes/providers/hyper3dRodin/mapper';
import { fromDap } from '../../../nodes/providers/rocketRide/fromDap';
import { fromHttp } from '../../../nodes/providers/rocketRide/fromHttp';
import { toTask as toRocketRideTask } from '../../../nodes/providers/rocketRide/mapper';
import type { HttpAnswer } from '../../../nodes/providers/shared/httpAnswer';
import { TaskRequestError } from '../../../nodes/task/errors';
import type { Task } from '../../../nodes/task/task';
import { headers, httpStatus, spoiled } from './arbitraries';
import { expectValidTask } from './validTask';

const NOW = new Date(Date.UTC(2026, 0, 1));
const RUNS = { numRuns: 800 };

const rocketRideRef = { transport: 'http', taskToken: 'token' };

const rocketRideStatus = {
	name: 'n',
	project_id: 'p',
	source: 's',
	completed: true,
	state: 5,
	startTime: 1795318594.7,
	endTime: 1795318598.1,
	status: 'Completed',
	warnings: ['w'],
	errors: ['Failed*could not parse*y.cpp:42'],
	notes: [{ url: 'https://x/tk_b27d58f87625a7dea28da90fd1dcd3d4/pk_0' }, 'note'],
	totalCount: 5,
	completedCount: 4,
	failedCount: 1,
	exitCode: 0,
	exitMessage: 'COMPLETED',
	metrics: { cpu_percent: 0 },
	tokens: { total: 0 },
};

/** Every HTTP mapper with an answer that it understands. */
const httpMappers: ReadonlyArray<[string, unknown, (answer: HttpAnswer) => Task]> = [
	[
		'Rodin',
		{ jobs: [{ uuid: 'a', status: 'Done' }, { b: 'Generating' }], error: 'OK', message: 'm' },
		(answer) => rodin.toTask(answer, { subscriptionKey: 'key' }, NOW),
	],
	[
		'CloudCoin',
		{
			status: 'success',
			payload: {
				id: 'i',
				status: 'completed',
				progress: 100,
				message: 'Command Completed',
				data: { code: 1, message: 'm' },
				started: 1795318594,
				finished: 1795318599,
			},
		},
		(answer) => cloudCoin.toTask(answer, { taskId: 'i' }, NOW),
	],
	[
		'Hyper3D On-Premises (REST)',
		{
			stage: 'NeedSelection',
			message: 'm',
			percentage: 42.5,
			waiting_num: 3,
			candidates: ['aGk='],
			on_progress: ['x'],
		},
		(answer) => onPremises.toRestTask(answer, { channel: 'rest', taskUuid: 'u' }, NOW),
	],
	[
		'RocketRide (HTTP)',
		{ status: 'OK', data: rocketRideStatus, error: { message: 'm', error: 'e' } },
		(answer) => toRocketRideTask(fromHttp(answer), rocketRideRef, NOW),
	],
];

/** A task or the domain's own error, for any input whatever. */
function expectTaskOrError(read: () => Task): void {
	let task: Task;
	try {
		task = read();
	} catch (error) {
		if (!(error instanceof TaskRequestError)) throw error;
		expect(error.message.trim()).not.toBe('');
		expect(error.message).not.toMatch(/undefined|\[object/);
		expect(error.message.length).toBeLessThan(1200);
		expect(error.description.trim()).not.toBe('');
		return;
	}
	expectValidTask(task);
}

describe.each(httpMappers)(
	'%s: any answer is a valid task or a clear error',
	(_name, valid, map) => {
		it('for the understood answer', () => {
			const answer = {
				status: 200,
				headers: {},
				bodyKind: 'json',
				body: valid,
				host: 'h',
			} as const;
			expectValidTask(map(answer));
		});

		it('for spoiled answers', () => {
			fc.assert(
				fc.property(spoiled(valid), httpStatus, headers, (body, status, given) => {
					const answer: HttpAnswer = {
						status,
						headers: given,
						bodyKind: body === undefined ? 'empty' : 'json',
						body,
						host: 'provider.example.com',
					};
					expectTaskOrError(() => map(answer));
				}),
				RUNS,
			);
		});

		it.each(['empty', 'other'] as const)('for a body that is %s', (bodyKind) => {
			fc.assert(
				fc.property(httpStatus, headers, (status, given) => {
					expectTaskOrError(() =>
						map({ status, headers: given, bodyKind, body: undefined, host: 'h' }),
					);
				}),
			);
		});
	},
);

it('Rodin: any list of files is a list of names and links, or a clear error', () => {
	const valid = { list: [{ name: 'a.glb', url: 'http://x/' }], error: null };
	fc.assert(
		fc.property(spoiled(valid), httpStatus, (body, status) => {
			try {
				const files = rodin.toResultFiles({
					status,
					headers: {},
					bodyKind: 'json',
					body,
					host: 'h',
				});
				for (const { name, url } of files)
					expect([typeof name, typeof url]).toEqual(['string', 'string']);
			} catch (error) {
				expect(error).toBeInstanceOf(TaskRequestError);
			}
		}),
		RUNS,
	);
});

it('CloudCoin: telling a half-written answer never throws', () => {
	fc.assert(
		fc.property(spoiled(httpMappers[1]?.[1]), (body) => {
			const answer = { status: 200, headers: {}, bodyKind: 'json', body, host: 'h' } as const;
			expect(typeof cloudCoin.isHalfWritten(answer)).toBe('boolean');
		}),
		RUNS,
	);
});

it('Hyper3D On-Premises (Socket.IO): any message is a valid task or a clear error', () => {
	const valid = {
		taskUuid: 'u',
		jobStatus: 'Succeeded',
		jobMetricPayload: { status: 'Done', error: 'None', message: 'Process Done', percentage: 100 },
	};
	fc.assert(
		fc.property(spoiled(valid), (message) => {
			if (typeof message !== 'object' || message === null || Array.isArray(message)) return;
			const ref = { channel: 'socket', taskUuid: 'u', subscriptionKey: 'k' };
			expectTaskOrError(() =>
				onPremises.toSocketTask(message as Record<string, unknown>, ref, NOW, 'h'),
			);
		}),
		RUNS,
	);
});

it('RocketRide (WebSocket): any answer is a valid task or a clear error', () => {
	const valid = { success: true, body: rocketRideStatus, message: 'm', code: 'c', command: 'x' };
	fc.assert(
		fc.property(spoiled(valid), (response) => {
			if (typeof response !== 'object' || response === null || Array.isArray(response)) return;
			expectTaskOrError(() =>
				toRocketRideTask(
					fromDap(response as Parameters<typeof fromDap>[0], 'h'),
					rocketRideRef,
					NOW,
				),
			);
		}),
		RUNS,
	);
});
