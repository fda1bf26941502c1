import { find } from '../../../nodes/providers/described/path';
import { elevenLabsDubbing } from '../../../nodes/providers/described/services/elevenLabsDubbing';
import { json, page, readTask, refusalOf } from './support';

const read = (answer: Parameters<typeof readTask>[2]) =>
	readTask(elevenLabsDubbing, { dubbingId: 'd1' }, answer);

it.each([
	['dubbing', 'running'],
	['dubbed', 'succeeded'],
	['failed', 'failed'],
	['queued', 'unknown'],
	['ready', 'unknown'],
	['constructor', 'unknown'],
])('ElevenLabs: "%s" is %s', (status, state) => {
	const task = read(json({ dubbing_id: 'd1', status, target_languages: ['es'] }));
	expect(task).toMatchObject({ state, rawStatus: status, taskId: 'd1' });
});

it('ElevenLabs: why it failed', () => {
	expect(read(json({ status: 'failed', error: 'No speech' })).failure?.message).toBe('No speech');
	expect(read(json({ status: 'dubbed', error: null })).failure).toBeNull();
});

it.each([
	['video/mp4', 'dubbed-{each}.mp4'],
	['audio/mpeg', 'dubbed-{each}.mp3'],
	[undefined, 'dubbed-{each}.mp3'],
	[null, 'dubbed-{each}.mp3'],
])('ElevenLabs: of %j there is a file for each language, with the key', (content_type, name) => {
	const body = { target_languages: ['es', 'de'], media_metadata: { content_type } };
	const files = elevenLabsDubbing.result?.files ?? [];
	const made = files.filter((one) => 'each' in one && Array.isArray(find(body, one.each)));
	expect(made).toMatchObject([
		{ file: name, url: '/v1/dubbing/{dubbingId}/audio/{each}', withKey: true },
	]);
});

it('ElevenLabs: unknown IDs, wrong keys, an error in a 2xx and garbage', () => {
	const detail = (status: string, message: string) => ({ detail: { status, message } });
	expect(read(json(detail('dubbing_not_found', 'No such dubbing'), 404))).toMatchObject({
		state: 'notFound',
		failure: { message: 'No such dubbing' },
	});
	expect(refusalOf(() => read(json(detail('invalid_api_key', 'No'), 401))).kind).toBe('credential');
	expect(refusalOf(() => read(json(detail('x', 'Too early'), 425))).httpStatus).toBe(425);
	expect(refusalOf(() => read(json(detail('x', 'Oops')))).kind).toBe('protocol');
	expect(refusalOf(() => read(json({}))).kind).toBe('protocol');
	expect(refusalOf(() => read(page())).kind).toBe('protocol');
});
