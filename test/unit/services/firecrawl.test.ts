import { firecrawl } from '../../../nodes/providers/described/services/firecrawl';
import { json, page, readTask, refusalOf } from './support';

type Answer = Parameters<typeof readTask>[2];
const read = (kind: string, answer: Answer) => readTask(firecrawl, { kind, jobId: 'j1' }, answer);

describe.each(['crawl', 'batchScrape'])('Firecrawl, %s', (kind) => {
	it.each([
		['scraping', 'running'],
		['completed', 'succeeded'],
		['failed', 'failed'],
		['cancelled', 'canceled'],
		['processing', 'unknown'],
		['active', 'unknown'],
	])('"%s" is %s', (status, state) => {
		const body = { success: true, status, completed: 3, total: 10, data: [] };
		expect(read(kind, json(body))).toMatchObject({ state, rawStatus: status, progress: 30 });
	});

	it('times; 0 of 0 pages are a success, with no progress to tell', () => {
		const body = {
			success: true,
			status: 'completed',
			completed: 0,
			total: 0,
			createdAt: '2026-01-01T10:00:00Z',
			completedAt: '2026-01-01T10:01:00Z',
		};
		const task = read(kind, json(body));
		expect(task).toMatchObject({ state: 'succeeded', warning: null });
		expect(task.startedAt).toBe('2026-01-01T10:00:00.000Z');
		expect(task.finishedAt).toBe('2026-01-01T10:01:00.000Z');
		expect(task.progress).toBeNull();
	});

	it('the pages in the status are not the result: it has one of them only', () => {
		const body = { success: true, status: 'completed', completed: 2, total: 2, data: [{ a: 1 }] };
		expect(read(kind, json(body))).toMatchObject({ result: null, warning: null });
	});
});

describe.each(['extract', 'agent'])('Firecrawl, %s', (kind) => {
	it.each([
		['processing', 'running'],
		['completed', 'succeeded'],
		['failed', 'failed'],
		['cancelled', 'canceled'],
		['scraping', 'unknown'],
		['refused', 'unknown'],
	])('"%s" is %s', (status, state) => {
		const body = { success: true, status, data: { name: 'x' } };
		expect(read(kind, json(body))).toMatchObject({ state, rawStatus: status });
	});

	it('the result is in the answer', () => {
		const body = { success: true, status: 'completed', data: { name: 'x' } };
		expect(read(kind, json(body))).toMatchObject({ result: { name: 'x' }, warning: null });
	});

	it('why it failed, beside "success": false', () => {
		const body = { success: false, status: 'failed', error: 'No credits' };
		expect(read(kind, json(body))).toMatchObject({
			state: 'failed',
			failure: { message: 'No credits' },
		});
	});
});

it('Firecrawl: what an extract warns of', () => {
	const task = read(
		'extract',
		json({ status: 'completed', data: {}, warning: 'Only 3 of 5 URLs' }),
	);
	expect(task).toMatchObject({ state: 'succeeded', message: 'Only 3 of 5 URLs' });
	expect(task.warning).not.toBeNull();
});

it('Firecrawl: an agent that waits for an approval is not done', () => {
	const pendingApproval = { kind: 'calls', calls: [{ id: 'c1' }] };
	const body = { status: 'completed', message: 'May I buy this?', pendingApproval };
	expect(read('agent', json(body))).toMatchObject({
		state: 'actionRequired',
		finished: false,
		message: 'May I buy this?',
		result: null,
	});
	expect(read('agent', json({ ...body, pendingApproval: null }))).toMatchObject({
		state: 'succeeded',
		result: 'May I buy this?',
	});
});

it.each(['crawl', 'batchScrape', 'extract', 'agent'])('Firecrawl, %s: unknown IDs', (kind) => {
	for (const error of ['Job not found', 'Job expired']) {
		const answer = json({ success: false, error }, 404);
		expect(read(kind, answer)).toMatchObject({ state: 'notFound', failure: { message: error } });
	}
	// The cloud of 2025 throws for an ID it never saw.
	expect(refusalOf(() => read(kind, json({ success: false }, 500))).kind).toBe('unavailable');
});

it('Firecrawl: errors and garbage are no state', () => {
	const failed = json({ success: false, error: 'Internal' });
	expect(refusalOf(() => read('crawl', failed)).message).toContain('Internal');
	expect(refusalOf(() => read('crawl', json({ success: false }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read('crawl', page())).kind).toBe('protocol');
	expect(refusalOf(() => read('agent', json({}))).kind).toBe('protocol');
});
