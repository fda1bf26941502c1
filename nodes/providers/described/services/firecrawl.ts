import type { Description, Exchange } from '../description';

const WORDS = {
	completed: 'succeeded',
	failed: 'failed',
	// The SDK ends at it whatever the kind; for an agent its types do not list it.
	cancelled: 'canceled',
} as const;

/** Crawls and batches carry their pages: the status asks for one page of them only. */
function pages(path: string): Partial<Exchange> {
	return {
		status: { path, query: { limit: '1' } },
		state: [{ path: 'status', words: { scraping: 'running', ...WORDS } }],
		progress: { done: 'completed', total: 'total' },
		result: { request: { path }, path: 'data', next: 'next' },
	};
}

const extract: Partial<Exchange> = {
	status: { path: '/extract/{jobId}' },
	state: [{ path: 'status', words: { processing: 'running', ...WORDS } }],
	message: 'warning',
	warning: [
		{
			when: { path: 'warning', present: true },
			message: 'Firecrawl has a warning about the result, see the message',
		},
	],
	result: { path: 'data' },
};

const agent: Partial<Exchange> = {
	status: { path: '/agent/{jobId}' },
	state: [{ path: 'status', words: { processing: 'running', ...WORDS } }],
	// The turn is over, and nothing comes until a person allows or refuses what it asks for.
	demote: [
		{
			when: { path: 'pendingApproval', present: true },
			state: 'actionRequired',
			message: 'The agent waits for an approval',
		},
	],
	message: 'message',
	result: { path: 'data || message' },
};

/** Firecrawl v2: vendor pages and `@mendable/firecrawl-js` 4.42.0. */
export const firecrawl: Description = {
	name: 'firecrawl',
	displayName: 'Firecrawl',
	documentationUrl: 'https://docs.firecrawl.dev/api-reference/endpoint/crawl-get',
	credential: {
		type: 'firecrawlTaskApi',
		baseUrlDescription:
			'The address of the API with its version. For your own Firecrawl: <code>http://localhost:3002/v2</code>.',
	},
	baseUrl: 'https://api.firecrawl.dev/v2',
	authentication: { header: 'Authorization', value: 'Bearer {apiKey}' },
	identifiers: [
		{
			name: 'kind',
			displayName: 'Kind',
			options: [
				{ value: 'crawl', name: 'Crawl' },
				{ value: 'batchScrape', name: 'Batch Scrape' },
				{ value: 'extract', name: 'Extract' },
				{ value: 'agent', name: 'Agent' },
			],
			description: 'What was started',
		},
		{
			name: 'jobId',
			displayName: 'Job ID',
			from: 'id',
			placeholder: 'e.g. 123e4567-e89b-12d3-a456-426614174000',
			hint: 'From the submit response: id',
			description: 'The <code>id</code> of the submit response',
		},
	],
	status: { path: '/crawl/{jobId}', query: { limit: '1' } },
	fault: {
		when: [
			{ path: 'success', is: false },
			{ path: 'status', present: false },
		],
		message: 'error',
	},
	variants: {
		by: 'kind',
		of: {
			crawl: pages('/crawl/{jobId}'),
			batchScrape: pages('/batch/scrape/{jobId}'),
			extract,
			agent,
		},
	},
	failure: { message: 'error' },
	startedAt: 'createdAt',
	finishedAt: 'completedAt',
	test: {
		request: { path: '/team/credit-usage' },
		holds: { path: 'data.remainingCredits || data.remaining_credits', present: true },
	},
};
