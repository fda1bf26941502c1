import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TaskStatus } from '../../nodes/TaskStatus/TaskStatus.node';
import { startHyper3dRodin, type Hyper3dRodinSimulator } from '../simulators/hyper3dRodin';
import { runTaskStatus } from './support/engine';
import type { EngineRun } from './support/engine';

const OLD = { ageMs: 60_000 };

let rodin: Hyper3dRodinSimulator;

beforeAll(async () => {
	rodin = await startHyper3dRodin();
});
afterAll(async () => await rodin.close());
beforeEach(() => {
	rodin.faults.clear();
	rodin.clearRequests();
});

const run = async (
	parameters: INodeParameters,
	items: readonly IDataObject[],
	more: Partial<EngineRun> = {},
) =>
	await runTaskStatus({
		parameters: {
			provider: 'hyper3dRodin',
			operation: 'getStatus',
			subscriptionKey: '={{ $json.key }}',
			taskUuid: '={{ $json.uuid }}',
			...parameters,
		},
		credentials: {
			hyper3dRodinApi: { baseUrl: rodin.baseUrl, apiKey: 'simulated-rodin-key' },
			// Nothing is asked of it here.
			n8nWatchListApi: { baseUrl: 'http://127.0.0.1:9/api/v1', apiKey: 'a-key-of-n8n' },
		},
		items,
		...more,
	});

const taskItem = (more: IDataObject = {}, plan: 'succeed' | 'fail' = 'succeed') => {
	const { subscriptionKey, taskUuid } = rodin.addTask({ plan, ...OLD });
	return { key: subscriptionKey, uuid: taskUuid, ...more };
};

describe('An option with an expression', () => {
	it.each([
		[
			[true, false],
			['error', 'failed'],
		],
		[
			[false, true],
			['failed', 'error'],
		],
	])('holds for its item alone: Fail on Task Failure %j', async (strict, expected) => {
		const { outputs } = await run(
			{
				outputMode: 'single',
				options: { failOnTaskFailure: '={{ $json.strict }}' },
			},
			strict.map((value) => taskItem({ strict: value }, 'fail')),
			{ onError: 'continueRegularOutput' },
		);
		const found = (outputs[0] ?? []).map(({ json }) => ('error' in json ? 'error' : json.state));
		expect(found).toEqual(expected);
	});

	it('chooses the files of its item alone', async () => {
		const items = ['*.glb', '*.webp'].map((want) => taskItem({ want }));
		const { outputs, error } = await run(
			{
				operation: 'getResults',
				downloadFiles: false,
				options: { fileFilter: '={{ $json.want }}' },
			},
			items,
		);
		expect(error).toBeUndefined();
		for (const { json, pairedItem } of outputs[0] ?? []) {
			const extension = (pairedItem as { item: number }).item === 0 ? 'glb' : 'webp';
			expect(json.fileExtension).toBe(extension);
		}
		expect(new Set(outputs[0]?.map(({ json }) => json.fileExtension)).size).toBe(2);
	});

	it('gives each item its own time limit of a request, over one credential', async () => {
		const items = [taskItem({ limit: 1 }), taskItem({ limit: 30 })];
		rodin.faults.add({ fault: { kind: 'silence' } });
		const { outputs } = await run(
			{
				outputMode: 'single',
				options: { requestTimeout: '={{ $json.limit }}', maxConcurrency: 1 },
			},
			items,
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.[0]?.json.error).toMatch(/did not answer within 1 s/);
		expect(outputs[0]?.[1]?.json.state).toBe('succeeded');
	});

	it('that is wrong for the first item harms no other', async () => {
		const { outputs } = await run(
			{ outputMode: 'single', options: { failOnTaskFailure: '={{ $json.strict }}' } },
			[taskItem({ strict: 'yes' }), taskItem({ strict: false })],
			{ onError: 'continueRegularOutput' },
		);
		expect(outputs[0]?.map(({ json }) => json.error ?? json.state)).toEqual([
			'Fail on Task Failure must be true or false',
			'succeeded',
		]);
	});

	it('evaluates nothing that is not written as one', async () => {
		const { outputs } = await run({ options: { includeRaw: true } }, [taskItem(), taskItem()]);
		expect(outputs[0]?.map(({ json }) => 'raw' in json)).toEqual([true, true]);
	});
});

describe('A value of the wrong type is an error that names its parameter:', () => {
	it.each<[string, INodeParameters, RegExp]>([
		['Include Raw Response', { options: { includeRaw: '={{ "true" }}' } }, /Raw.*true or false/],
		['Include Input Fields', { options: { includeInputFields: '={{ 1 }}' } }, /Input.*true or/],
		['Fail on Task Failure', { options: { failOnTaskFailure: '={{ $json.no }}' } }, /Fail on/],
		['Request Timeout', { options: { requestTimeout: '={{ $json.no }}' } }, /Request Timeout/],
		['Request Timeout', { options: { requestTimeout: '={{ "soon" }}' } }, /Request Timeout/],
		['Max Concurrency', { options: { maxConcurrency: '={{ "many" }}' } }, /Max Concurrency/],
		[
			'Max Consecutive Failures',
			{ operation: 'waitForCompletion', options: { maxConsecutiveFailures: '={{ [] }}' } },
			/Max Consecutive Failures/,
		],
		['Timeout', { operation: 'waitForCompletion', timeout: '={{ $json.no }}' }, /^Timeout/],
		[
			'File Filter',
			{ operation: 'getResults', options: { fileFilter: '={{ $json.no }}' } },
			/File Filter must be a text, not nothing/,
		],
		['Download Files', { operation: 'getResults', downloadFiles: '={{ "true" }}' }, /Download/],
		['Download Files', { operation: 'getResults', downloadFiles: '={{ 1 }}' }, /Download Files/],
		[
			'Put Output File in Field',
			{ operation: 'getResults', binaryPropertyName: '={{ $json.no }}' },
			/Put Output File in Field/,
		],
		[
			'Put Output File in Field',
			{ operation: 'getResults', binaryPropertyName: '={{ { a: 1 } }}' },
			/Put Output File in Field must be a text, not an object/,
		],
		['Fail on Task Failure', { options: { failOnTaskFailure: '=' } }, /Fail on.*true or false/],
		['Include Raw Response', { options: { includeRaw: '={{ null }}' } }, /Include Raw Response/],
		['Request Timeout', { options: { requestTimeout: -1 } }, /at least 1/],
		['Request Timeout', { options: { requestTimeout: '={{ [5] }}' } }, /Request Timeout/],
		['Request Timeout', { options: { requestTimeout: '={{ true }}' } }, /Request Timeout/],
		['Max Concurrency', { options: { maxConcurrency: 0 } }, /Max Concurrency.*at least 1/],
		['Timeout', { operation: 'waitForCompletion', timeout: '=' }, /^Timeout/],
		['Poll Interval', { operation: 'waitForCompletion', pollInterval: -5 }, /^Poll Interval/],
		[
			'File Filter',
			{ operation: 'getResults', options: { fileFilter: '={{ ["*.glb"] }}' } },
			/File Filter must be a text, not a list/,
		],
		[
			'Resume Execution',
			{ operation: 'addToWatchList', dataTableId: 'table-1', resumeExecution: '={{ "true" }}' },
			/Resume Execution must be true or false/,
		],
		[
			'Create Table',
			{ operation: 'addToWatchList', dataTableId: 'table-1', createTable: '={{ null }}' },
			/Create Table must be true or false/,
		],
		[
			'Context',
			{ operation: 'addToWatchList', dataTableId: 'table-1', context: 'no JSON' },
			/Context.*JSON/,
		],
	])('%s, %j', async (_name, parameters, message) => {
		const { error } = await run(parameters, [taskItem()]);
		expect(error?.message).toMatch(message);
		expect(error?.description).not.toContain('Please report it');
	});
});

it('what can only be one for the whole execution offers no expression', () => {
	const { properties } = new TaskStatus().description;
	const options = properties.find(({ name }) => name === 'options')?.options ?? [];
	for (const name of ['provider', 'operation', 'outputMode', 'maxConcurrency']) {
		const found = [...properties, ...options].find((one) => one.name === name);
		expect(found).toMatchObject({ noDataExpression: true });
	}
});
