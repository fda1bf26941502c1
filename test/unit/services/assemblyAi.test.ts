import { assemblyAi } from '../../../nodes/providers/described/services/assemblyAi';
import { json, page, readTask, refusalOf } from './support';

const read = (answer: Parameters<typeof readTask>[2]) =>
	readTask(assemblyAi, { transcriptId: 't1' }, answer);

it.each([
	['queued', 'queued'],
	['processing', 'running'],
	['completed', 'succeeded'],
	['error', 'failed'],
	['terminated', 'unknown'],
	['constructor', 'unknown'],
])('AssemblyAI: "%s" is %s', (status, state) => {
	expect(read(json({ id: 't1', status }))).toMatchObject({ state, rawStatus: status });
});

it('AssemblyAI: the transcript is in the answer', () => {
	const body = { id: 't1', status: 'completed', text: 'Hello.', utterances: null, error: null };
	expect(read(json(body))).toMatchObject({ result: { text: 'Hello.' }, warning: null });
});

it('AssemblyAI: a result that is gone: a deleted transcript is "completed"', () => {
	const body = {
		status: 'completed',
		text: 'Deleted by user.',
		audio_url: 'http://deleted_by_user',
	};
	expect(read(json(body)).warning?.message).toContain('text is gone');
	// Somebody may say these words.
	const said = { ...body, audio_url: 'https://example.com/deleted_by_user.mp3' };
	expect(read(json(said)).warning).toBeNull();
});

it('AssemblyAI: why it failed', () => {
	const error = 'Download error, unable to access file at https://example.com/a.mp3: 404 Not Found';
	expect(read(json({ status: 'error', error }))).toMatchObject({
		state: 'failed',
		failure: { message: error },
	});
});

it('AssemblyAI: an unknown ID, limits and garbage', () => {
	expect(read(json({ error: 'Not found' }, 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'Not found' },
	});
	const limited = refusalOf(() => read(json({ error: 'Slow' }, 429, { 'retry-after': '30' })));
	expect(limited).toMatchObject({ kind: 'rateLimited', retryAfterMs: 30_000 });
	expect(refusalOf(() => read(json({ error: 'Invalid API key' }, 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json({ error: 'What?' }))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
