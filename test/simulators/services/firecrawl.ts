import { uuid } from './ids';
import { answer, bearer, iso, status, type Call, type Json, type Service } from './service';
import { submitted } from './simulator';
import type { Look } from './taskDesk';

const DAY_MS = 86_400_000;
const error = (code: number, text: string) => answer(code, { success: false, error: text });
const NOT_FOUND = error(404, 'Job not found');
const page = (n: number): Json => ({
	markdown: `# Page ${n}`,
	metadata: { sourceURL: `https://example.com/${n}` },
});
const PAGES = [page(1), page(2), page(3)];
/** How many pages fit into an answer here; the vendor cuts at 10 MB. */
const PAGES_EACH = 2;

const scraping = (completed: number): Json => ({
	status: 'scraping',
	total: 3,
	completed,
	pages: PAGES.slice(0, completed),
});
const crawled: Json = { status: 'completed', total: 3, completed: 3, pages: PAGES };
const life = [scraping(0), scraping(1)];
const processing: Json = { status: 'processing' };
const ref = (kind: string) => ({ kind });

/** A crawl or batch: every answer carries data, in pages. */
function crawl({ task, moment }: Look, { query, base, url }: Call) {
	if (moment['expired'] === true) return error(404, 'Job expired');
	const { pages = [], ...rest } = moment;
	const all = Array.isArray(pages) ? (pages as Json[]) : [];
	const skip = Number(query['skip'] ?? 0);
	const end = skip + Math.min(Number(query['limit'] ?? PAGES_EACH), PAGES_EACH);
	const isMore = end < all.length;
	const path = url.slice(0, url.indexOf('?') < 0 ? undefined : url.indexOf('?'));
	return {
		success: true,
		creditsUsed: 3,
		createdAt: iso(task.submittedAt),
		expiresAt: iso(task.submittedAt + DAY_MS),
		...(rest['status'] === 'completed' && { completedAt: iso(task.submittedAt + 5000) }),
		...rest,
		...(isMore && { next: `${base}${path}?skip=${end}` }),
		data: all.slice(skip, end),
	};
}

const extract = ({ task, moment }: Look): Json => ({
	success: true,
	data: [],
	expiresAt: iso(task.submittedAt + DAY_MS),
	...moment,
});

const start =
	(path: string) =>
	(call: Call): Json => {
		const { id } = submitted(call);
		return { success: true, id, url: `${call.base}/v2/${path}/${id}` };
	};

function cancel({ tasks, params }: Call) {
	return tasks.turn(params['id'], 'canceled') === undefined ? NOT_FOUND : { status: 'cancelled' };
}

/** What was dropped from a crawl that is `completed` all the same. */
const errors = () => ({ errors: [], robotsBlocked: [] });

export const firecrawl: Service = {
	name: 'firecrawl',
	origins: ['https://api.firecrawl.dev'],
	refuse: bearer(error(401, 'Unauthorized: Invalid token')),
	newId: uuid,
	lives: {
		done: { end: 'succeeded', moments: [...life, crawled] },
		failed: {
			end: 'failed',
			moments: [
				...life,
				{ status: 'failed', total: 3, completed: 1, pages: [], error: 'Site unreachable' },
			],
		},
		canceled: { end: 'canceled', moments: [{ status: 'cancelled', total: 3, completed: 1 }] },
		// Nothing of nothing is completed, too.
		empty: { end: 'succeeded', moments: [{ status: 'completed', total: 0, completed: 0 }] },
		expired: { end: 'notFound', moments: [...life, { expired: true }] },
		never: { end: 'running', moments: life },
		batchDone: { end: 'succeeded', ref: ref('batchScrape'), moments: [...life, crawled] },
		batchFailed: {
			end: 'failed',
			ref: ref('batchScrape'),
			moments: [...life, { status: 'failed' }],
		},
		extractDone: {
			end: 'succeeded',
			ref: ref('extract'),
			moments: [processing, { status: 'completed', data: { price: 12 } }],
		},
		extractWarned: {
			end: 'succeeded',
			warns: true,
			ref: ref('extract'),
			moments: [{ status: 'completed', data: {}, warning: 'Some URLs could not be read' }],
		},
		extractFailed: {
			end: 'failed',
			ref: ref('extract'),
			moments: [processing, { status: 'failed', success: false, error: 'No content' }],
		},
		extractCanceled: {
			end: 'canceled',
			ref: ref('extract'),
			moments: [processing, { status: 'cancelled' }],
		},
		agentDone: {
			end: 'succeeded',
			ref: ref('agent'),
			moments: [processing, { status: 'completed', data: { a: 1 } }],
		},
		agentFailed: {
			end: 'failed',
			ref: ref('agent'),
			moments: [processing, { status: 'failed', error: 'No credits' }],
		},
	},
	routes: {
		'POST /v2/crawl': start('crawl'),
		'POST /v2/batch/scrape': start('batch/scrape'),
		'POST /v2/extract': start('extract'),
		'POST /v2/agent': start('agent'),
		'GET /v2/crawl/:id': status(crawl, NOT_FOUND),
		'GET /v2/crawl/:id/errors': errors,
		'GET /v2/batch/scrape/:id': status(crawl, NOT_FOUND),
		'GET /v2/extract/:id': status(extract, NOT_FOUND),
		'GET /v2/agent/:id': status(extract, NOT_FOUND),
		'DELETE /v2/crawl/:id': cancel,
	},
	ref: (jobId) => ({ kind: 'crawl', jobId }),
};
