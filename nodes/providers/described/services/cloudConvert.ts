import type { Description } from '../description';

const FAILED_TASKS = "data.tasks[?status=='error']";

/** CloudConvert's jobs: `cloudconvert` 3.0.0. */
export const cloudConvert: Description = {
	name: 'cloudConvert',
	displayName: 'CloudConvert',
	documentationUrl: 'https://cloudconvert.com/api/v2/jobs#jobs-show',
	credential: { type: 'cloudConvertTaskApi' },
	baseUrl: 'https://api.cloudconvert.com/v2',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'jobId',
			displayName: 'Job ID',
			from: 'data.id',
			placeholder: 'e.g. 6559c281-ed85-4728-80d7-414561c631e9',
			hint: 'From the create response: data.id',
			description: 'The <code>data.id</code> of the create response',
		},
	],
	status: { path: '/jobs/{jobId}' },
	state: [
		{
			path: 'data.status',
			words: {
				waiting: 'queued',
				processing: 'running',
				finished: 'succeeded',
				// Also where another branch of the job has finished exports.
				error: 'failed',
			},
		},
	],
	warning: [
		{
			// Of tasks whose error the job ignores.
			when: { path: FAILED_TASKS, present: true },
			message: 'Some tasks of the job failed',
			count: `length(${FAILED_TASKS})`,
		},
	],
	failure: { code: `${FAILED_TASKS}.code`, message: `${FAILED_TASKS}.message` },
	startedAt: 'data.started_at',
	finishedAt: 'data.ended_at',
	// Imports have links as well: those of finished exports are the result.
	result: {
		path: 'data.tasks',
		files: [
			{
				path: "[?operation=='export/url' && status=='finished'].result.files[]",
				key: 'url',
			},
		],
	},
	test: {
		request: { path: '/jobs', query: { per_page: '1' } },
		holds: [
			{ path: 'links', not: null },
			{ path: 'data', not: null },
		],
	},
};
