import type { Description } from '../description';

const IS_VIDEO = "starts_with(not_null(media_metadata.content_type, ''), 'video/')";
const AUDIO = '/v1/dubbing/{dubbingId}/audio/{each}';

/** ElevenLabs' dubbing: vendor pages and `@elevenlabs/elevenlabs-js` 2.73.0. */
export const elevenLabsDubbing: Description = {
	name: 'elevenLabsDubbing',
	displayName: 'ElevenLabs Dubbing',
	documentationUrl: 'https://elevenlabs.io/docs/api-reference/dubbing/get',
	credential: { type: 'elevenLabsTaskApi' },
	baseUrl: 'https://api.elevenlabs.io',
	authentication: { header: 'xi-api-key', value: '{apiKey}' },
	identifiers: [
		{
			name: 'dubbingId',
			displayName: 'Dubbing ID',
			from: 'dubbing_id',
			placeholder: 'e.g. 21m00Tcm4TlvDq8ikWAM',
			hint: 'From the create response: dubbing_id',
			description: 'The <code>dubbing_id</code> of the create response',
		},
	],
	status: { path: '/v1/dubbing/{dubbingId}' },
	// To the SDK any text is a status; the newer dubbing projects have other words.
	state: [{ path: 'status', words: { dubbing: 'running', dubbed: 'succeeded', failed: 'failed' } }],
	failure: { message: 'error' },
	// A file for each language, as video or audio like the source (assumed); 425 is "too early".
	result: {
		path: '{target_languages: target_languages, media_metadata: media_metadata}',
		files: [
			{
				each: `${IS_VIDEO} && target_languages`,
				url: AUDIO,
				file: 'dubbed-{each}.mp4',
				withKey: true,
			},
			{
				each: `!(${IS_VIDEO}) && target_languages`,
				url: AUDIO,
				file: 'dubbed-{each}.mp3',
				withKey: true,
			},
		],
	},
	test: {
		request: { path: '/v1/dubbing', query: { page_size: '1' } },
		holds: { path: 'dubs', not: null },
	},
};
