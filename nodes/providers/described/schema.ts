import { z } from 'zod';

import { TASK_STATES } from '../../task/states';
import { faultOfPath } from './path';

/**
 * The schemas of a description. Loaded when one is checked. Every object is strict, since a typo is
 * the commonest fault; alternatives are told apart by their keys, so that a message names one key.
 */

const text = z.string().min(1, 'expected a text that is not empty');
const texts = z.record(z.string(), z.string());
const state = z.enum(TASK_STATES);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const withSlash = text.regex(/^\//, 'expected a path that begins with "/"');

const path = z.string().superRefine((value, context) => {
	const fault = faultOfPath(value);
	if (fault !== null) context.addIssue({ code: 'custom', message: `expected ${fault}` });
});

const words = z
	.record(z.string(), state)
	.refine((given) => Object.keys(given).length > 0, 'expected one word at least')
	.superRefine((given, context) => {
		const seen = new Map<string, string>();
		for (const [word, value] of Object.entries(given)) {
			const folded = word.trim().toLowerCase();
			const other = seen.get(folded) ?? value;
			if (other !== value) {
				const message = `expected "${word}" to mean one state, but it means ${other} and ${value}`;
				context.addIssue({ code: 'custom', message });
			}
			seen.set(folded, value);
		}
	});

const httpStates = z.record(z.string().regex(/^[1-5]\d\d$/, 'expected an HTTP status'), state);

const test = z
	.strictObject({
		path,
		is: z.union([scalar, z.array(scalar)]).optional(),
		not: z.union([scalar, z.array(scalar)]).optional(),
		over: z.number().optional(),
		has: text.optional(),
		present: z.boolean().optional(),
	})
	.refine(
		(given) => Object.values(given).filter((value) => value !== undefined).length === 2,
		'expected a path and one of: is, not, over, has, present',
	);

/** One test or a list of them. */
const when = z.preprocess(
	(given) => (Array.isArray(given) ? (given as unknown) : [given]),
	z.array(test).min(1, 'expected one test at least'),
);

const request = z
	.strictObject({
		method: z.enum(['GET', 'POST']).optional(),
		path: withSlash.optional(),
		url: path.optional(),
		query: texts.optional(),
		body: z.record(z.string(), z.unknown()).optional(),
		values: z.record(z.string(), path).optional(),
	})
	.refine(
		({ path: own, url }) => own === undefined || url === undefined,
		'expected path or url, not both',
	);

const stateRule = z
	.strictObject({
		path: path.optional(),
		words: words.optional(),
		when: when.optional(),
		state: state.optional(),
	})
	.refine((given) => {
		const keys = Object.keys(given).sort().join();
		return keys === 'path,words' || keys === 'state,when';
	}, 'expected either path and words, or when and state');

const files = z
	.strictObject({
		path: path.optional(),
		inStatus: z.boolean().optional(),
		key: text.optional(),
		each: path.optional(),
		url: withSlash.optional(),
		file: text.optional(),
		withKey: z.boolean().optional(),
	})
	.refine(({ path: own, key, each, url, file }) => {
		const byPath =
			own !== undefined && each === undefined && url === undefined && file === undefined;
		const byEach = own === undefined && key === undefined && each && url && file;
		return byPath || Boolean(byEach);
	}, 'expected either path (and key), or each, url and file');

const progress = z
	.strictObject({
		path: path.optional(),
		of: z.union([z.literal(1), z.literal(100)]).optional(),
		done: path.optional(),
		total: path.optional(),
	})
	.refine((given) => {
		const keys = Object.keys(given).sort().join();
		return keys === 'of,path' || keys === 'done,total';
	}, 'expected either path and of (1 or 100), or done and total');

const exchangeShape = {
	status: request,
	httpStates: httpStates.optional(),
	fault: z
		.strictObject({
			when: when.optional(),
			code: path.optional(),
			message: path.optional(),
			notFound: when.optional(),
			isHttpCode: z.boolean().optional(),
			httpCodes: z.record(z.string(), z.number().int().min(400).max(599)).optional(),
		})
		.optional(),
	state: z.array(stateRule).min(1).optional(),
	jobs: z.strictObject({ path, id: path.optional(), state: path, words }).optional(),
	demote: z.array(z.strictObject({ when, state, message: text })).optional(),
	warning: z.array(z.strictObject({ when, message: text, count: path.optional() })).optional(),
	verdict: z
		.strictObject({
			request,
			httpStates,
			headerStates: z
				.array(z.strictObject({ header: text.lowercase(), is: text, state }))
				.optional(),
			early: when.optional(),
			message: path.optional(),
		})
		.optional(),
	progress: progress.optional(),
	queuePosition: path.optional(),
	message: path.optional(),
	failure: z.strictObject({ code: path.optional(), message: path.optional() }).optional(),
	startedAt: path.optional(),
	finishedAt: path.optional(),
	result: z
		.strictObject({
			request: request.optional(),
			early: when.optional(),
			path: path.optional(),
			isJsonText: z.boolean().optional(),
			next: path.optional(),
			files: z.array(files).optional(),
		})
		.optional(),
};

const askedShape = {
	...exchangeShape,
	hosts: z.array(text).optional(),
	headers: texts.optional(),
	pace: z
		.strictObject({
			minSeconds: z.number().positive().optional(),
			hint: path.optional(),
			hintShare: z.number().positive().optional(),
		})
		.optional(),
	notFoundTolerance: z.number().int().nonnegative().max(10).optional(),
};

const credentialTest = z.strictObject({
	request,
	accepts: z.array(z.number().int()).optional(),
	holds: when,
});

const name = text.regex(/^[a-z]\w*$/i, 'expected a name of letters and digits');

/** A service that this package knows. */
export const serviceSchema = z.strictObject({
	...askedShape,
	name,
	displayName: text,
	documentationUrl: z.url(),
	credential: z.strictObject({
		type: name,
		fields: z
			.array(
				z.strictObject({
					name,
					displayName: text,
					isSecret: z.boolean().optional(),
					description: text.optional(),
				}),
			)
			.optional(),
		baseUrlDescription: text.optional(),
		baseUrlPlaceholder: text.optional(),
	}),
	baseUrl: z.union([z.url(), z.literal('')]),
	authentication: z.union([
		z.strictObject({ header: text, value: text }),
		z.strictObject({ query: text, value: text }),
		z.strictObject({ basic: z.strictObject({ user: z.string(), password: z.string() }) }),
	]),
	identifiers: z
		.array(
			z.strictObject({
				name,
				displayName: text,
				from: text.optional(),
				isUrl: z.enum(['only', 'also']).optional(),
				mayHoldSlashes: z.boolean().optional(),
				options: z
					.array(z.strictObject({ value: text, name: text }))
					.min(2)
					.optional(),
				placeholder: text.optional(),
				description: text.optional(),
				hint: text.optional(),
			}),
		)
		.min(1),
	variants: z
		.strictObject({
			by: text,
			of: z.record(z.string(), z.strictObject(exchangeShape).partial()),
		})
		.optional(),
	test: credentialTest,
});

/** A description in a credential, which has the address and the key in fields of its own. */
export const ownSchema = z.strictObject({
	...askedShape,
	name: text.optional(),
	displayName: text.optional(),
	documentationUrl: text.optional(),
	test: credentialTest.optional(),
});
