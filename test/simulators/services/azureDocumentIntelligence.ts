import { uuid } from './ids';
import { answer, header, iso, KEY, status, type Call, type Json, type Service } from './service';
import { submitted } from './simulator';
import type { Look } from './taskDesk';

const VERSION = 'api-version=2024-11-30';
const problem = (code: number, word: string, message: string) =>
	answer(code, { error: { code: word, message } });
const NOT_FOUND = problem(404, 'NotFound', 'Resource not found.');
const REFUSAL = problem(401, '401', 'Access denied due to invalid subscription key.');
const life: Json[] = [{ status: 'notStarted' }, { status: 'running' }];
const RESULT = {
	apiVersion: '2024-11-30',
	modelId: 'prebuilt-read',
	content: 'Invoice 42',
	pages: [],
};
const FAILURE = {
	code: 'InvalidContent',
	message: 'The file is corrupted or the format is unsupported.',
};
const address = (id: string, base: string) =>
	`${base}/documentintelligence/documentModels/prebuilt-read/analyzeResults/${id}?${VERSION}`;

function show({ task, moment, isLast }: Look, { now }: Call) {
	const times = { createdDateTime: iso(task.submittedAt), lastUpdatedDateTime: iso(now) };
	// While it goes on, a 200 says when to come back.
	return answer(200, { ...times, ...moment }, isLast ? {} : { 'retry-after': '1' });
}

/** Azure Document Intelligence: the state is at an address that only a header of the submit names. */
export const azureDocumentIntelligence: Service = {
	name: 'azureDocumentIntelligence',
	// The endpoint is the customer's own.
	origins: ['https://simulated.cognitiveservices.azure.com'],
	refuse: header('ocp-apim-subscription-key', KEY, REFUSAL),
	newId: uuid,
	lives: {
		done: { end: 'succeeded', moments: [...life, { status: 'succeeded', analyzeResult: RESULT }] },
		failed: { end: 'failed', moments: [...life, { status: 'failed', error: FAILURE }] },
		// The guideline has this word, the service's own list does not.
		canceled: { end: 'canceled', moments: [...life, { status: 'canceled' }] },
		never: { end: 'running', moments: life },
	},
	routes: {
		'POST /documentintelligence/documentModels/*': (call) => {
			const where = address(submitted(call).id, call.base);
			return { status: 202, headers: { 'operation-location': where }, body: undefined };
		},
		'GET /documentintelligence/documentModels/:model/analyzeResults/:id': status(show, NOT_FOUND),
	},
	ref: (id, base) => ({ operationUrl: address(id, base) }),
};
