import { googleGemini } from '../../../nodes/providers/described/services/googleGemini';
import { json, page, readTask } from './support';

const name = 'models/veo-3.0/operations/abc';
const read = (body: object, status = 200) =>
	readTask(googleGemini, { operationName: name }, json({ name, ...body }, status));
const videos = (generateVideoResponse: object) => ({
	done: true,
	response: { generateVideoResponse },
});
const sample = {
	video: { uri: 'https://generativelanguage.googleapis.com/v1beta/files/1:download' },
};

it.each<[string, object, string]>([
	['no "done"', {}, 'running'],
	['"done": false', { done: false, metadata: {} }, 'running'],
	['an error', { done: true, error: { code: 3, message: 'Bad prompt' } }, 'failed'],
	['code 1', { done: true, error: { code: 1, message: 'Cancelled' } }, 'canceled'],
	['a response', videos({ generatedSamples: [sample] }), 'succeeded'],
	['an empty response', { done: true, response: {} }, 'succeeded'],
	['no video left', videos({ raiMediaFilteredCount: 2 }), 'failed'],
	['no video, for a reason', videos({ raiMediaFilteredReasons: ['A celebrity'] }), 'failed'],
])('Google Gemini: %s is %s', (_what, body, state) => {
	expect(read(body).state).toBe(state);
});

it('Google Gemini: done without an end is no state', () => {
	expect(() => read({ done: true })).toThrow('the status of a task');
	expect(() => read({ name: '', done: false })).toThrow('the status of a task');
});

it('Google Gemini: says why, and how many videos were filtered out', () => {
	expect(read({ done: true, error: { code: 3, message: 'Bad prompt' } }).failure).toEqual({
		code: '3',
		message: 'Bad prompt',
	});
	const some = videos({ raiMediaFilteredCount: 1, generatedSamples: [sample] });
	expect(read(some).warning).toMatchObject({ count: 1 });
});

it('Google Gemini: an unknown operation is not found, a web page and a refused key are errors', () => {
	const gone = { error: { code: 404, message: 'Not found', status: 'NOT_FOUND' } };
	expect(read(gone, 404)).toMatchObject({ state: 'notFound', failure: { message: 'Not found' } });
	expect(() => read({ error: { message: 'API key not valid' } }, 400)).toThrow('API key not valid');
	expect(() => readTask(googleGemini, { operationName: name }, page())).toThrow('not JSON');
});
