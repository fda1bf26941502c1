import { checkDescription } from '../../../nodes/providers/described/check';
import { replicate } from '../../../nodes/providers/described/services/replicate';

const changed = (change: object): unknown => ({ ...replicate, ...change });

it.each<[string, unknown, RegExp]>([
	['an unknown key', changed({ stauts: {} }), /"stauts"/],
	['an unknown key below', changed({ status: { path: '/x', metod: 'GET' } }), /"status".*"metod"/],
	['a wrong type', changed({ message: 7 }), /"message".*expected string/],
	[
		'a state nobody knows',
		changed({ state: [{ path: 's', words: { a: 'ok' } }] }),
		/"state\[0\]\.words\.a".*"queued"/,
	],
	[
		'a word with two states',
		changed({ state: [{ path: 's', words: { Done: 'succeeded', 'done ': 'failed' } }] }),
		/"state\[0\]\.words".*one state/,
	],
	[
		'a rule of both kinds',
		changed({ state: [{ path: 's', words: { a: 'failed' }, state: 'failed' }] }),
		/"state\[0\]".*either/,
	],
	[
		'a test that tests nothing',
		changed({ warning: [{ when: { path: 'a' }, message: 'm' }] }),
		/"warning\[0\]\.when\[0\]".*present/,
	],
	['a path that does not parse', changed({ startedAt: 'a[' }), /"startedAt".*JMESPath that parses/],
	[
		'a path to what objects inherit',
		changed({ startedAt: 'a[0].constructor' }),
		/"startedAt".*inherits/,
	],
	[
		'{x} that names nothing',
		changed({ status: { path: '/jobs/{jobId}' } }),
		/"status\.path".*\{predictionId\}.*\/jobs\/\{jobId\}/,
	],
	['{x} in a header', changed({ headers: { 'x-y': '{what}' } }), /"headers".*\{what\}/],
	['a path without a slash', changed({ status: { path: 'jobs' } }), /"status\.path".*"\/"/],
	['no status path', changed({ status: {} }), /"status\.path".*e\.g\./],
	['nothing that says the state', changed({ state: undefined, jobs: undefined }), /"state"/],
	[
		'a variant by no identifier',
		changed({ variants: { by: 'kind', of: { a: {} } } }),
		/"variants\.by"/,
	],
	['an HTTP status that is none', changed({ httpStates: { 99: 'failed' } }), /"httpStates/],
	['a fraction of what', changed({ progress: { path: 'p', of: 10 } }), /"progress\.of"/],
	['no test', changed({ test: undefined }), /"test"/],
	['no object', 7, /expected object/],
])('%s: the message names the key and what was expected', (_what, description, words) => {
	expect(() => checkDescription(description)).toThrow(words);
});
