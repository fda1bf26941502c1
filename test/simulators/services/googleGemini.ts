import { sampleFile } from '../support/files';
import { answer, KEY, type Call, type Json, type Service } from './service';
import { hexId } from './ids';
import { submitted } from './simulator';

const MODEL = 'models/veo-3.1-generate-preview';
const METADATA = {
	'@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningMetadata',
};
// AIP-151: no word; `done` is absent while it is false.
const running: Json = { metadata: METADATA };
const VIDEO = { video: { uri: '{base}/v1beta/files/{id}:download?alt=media' } };
const response = (generateVideoResponse: Json): Json => ({
	done: true,
	response: { generateVideoResponse },
});
const failure = (code: number, message: string): Json => ({ done: true, error: { code, message } });
const problem = (code: number, status: string, message: string) =>
	answer(code, { error: { code, message, status } });

function status({ tasks, params }: Call) {
	const name = `models/${params['*']}`;
	const look = tasks.look(name.slice(name.lastIndexOf('/') + 1));
	// The shape is google.rpc.Status, the text a guess.
	if (look === undefined) return problem(404, 'NOT_FOUND', `Operation ${name} was not found.`);
	return { name: `${MODEL}/operations/${look.task.id}`, ...look.moment };
}

/** Veo by the Gemini API: a google.longrunning operation whose name is a path. */
export const googleGemini: Service = {
	name: 'googleGemini',
	origins: ['https://generativelanguage.googleapis.com'],
	// From memory: a wrong key is a 400, none at all a 403.
	refuse: ({ headers }) => {
		const key = headers['x-goog-api-key'];
		if (key === KEY) return null;
		return key === undefined
			? problem(403, 'PERMISSION_DENIED', "Method doesn't allow unregistered callers.")
			: problem(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.');
	},
	newId: hexId('', 6),
	lives: {
		done: {
			end: 'succeeded',
			moments: [running, { ...running, done: false }, response({ generatedSamples: [VIDEO] })],
		},
		failed: { end: 'failed', moments: [running, failure(3, 'The prompt could not be processed')] },
		// google.rpc code 1 is CANCELLED; that a canceled operation ends so is inferred.
		canceled: { end: 'canceled', moments: [running, failure(1, 'The operation was cancelled.')] },
		filtered: {
			end: 'failed',
			moments: [
				running,
				response({ raiMediaFilteredCount: 1, raiMediaFilteredReasons: ['Celebrity likeness'] }),
			],
		},
		never: { end: 'running', moments: [running] },
	},
	routes: {
		'POST /v1beta/models/*': (call) => ({ name: `${MODEL}/operations/${submitted(call).id}` }),
		'GET /v1beta/models/*': status,
		// The file needs the key, too.
		'GET /v1beta/files/*': () => ({ body: sampleFile('video.mp4') }),
	},
	ref: (id) => ({ operationName: `${MODEL}/operations/${id}` }),
};
