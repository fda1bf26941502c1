import fc from 'fast-check';

/** Words, numbers and shapes that servers really send, mixed with what none should. */
const oddValue = fc.oneof(
	fc.constantFrom<unknown>(
		null,
		true,
		false,
		'',
		' ',
		'Done',
		'done ',
		'Failed',
		'completed',
		'error',
		'success',
		'Succeeded',
		'None',
		'OK',
		'100',
		'NaN',
		0,
		-1,
		1e308,
		1e15,
		3,
		5,
		6,
		101.25,
		'\ud800',
		'constructor',
		[],
		{},
		[null],
		{ toString: 1 },
		{ length: -1 },
	),
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.double(),
	fc.jsonValue({ maxDepth: 4 }),
	// `__proto__` as an own key, as JSON.parse makes it.
	fc
		.jsonValue({ maxDepth: 1 })
		.map((value): unknown =>
			JSON.parse(
				`{"__proto__": ${JSON.stringify(value)}, "constructor": ${JSON.stringify(value)}}`,
			),
		),
	fc
		.integer({ min: 1, max: 50 })
		.map((depth): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)),
);

/** A valid answer in which any of the values, however deep, are replaced or left out. */
export function spoiled(valid: unknown): fc.Arbitrary<unknown> {
	return fc.oneof({ weight: 8, arbitrary: spoil(valid) }, { weight: 1, arbitrary: oddValue });
}

function spoil(value: unknown): fc.Arbitrary<unknown> {
	const kept: fc.Arbitrary<unknown> = Array.isArray(value)
		? fc.tuple(...value.map(spoil)).map((entries) => [...entries])
		: typeof value === 'object' && value !== null
			? spoilRecord(value)
			: fc.constant(value);
	return fc.oneof({ weight: 5, arbitrary: kept }, { weight: 1, arbitrary: oddValue });
}

function spoilRecord(record: object): fc.Arbitrary<unknown> {
	const entries = Object.entries(record).map(([key, value]) =>
		fc.option(spoil(value), { nil: undefined }).map((spoilt) => [key, spoilt] as const),
	);
	return fc
		.tuple(...entries)
		.map((pairs): unknown => Object.fromEntries(pairs.filter(([, value]) => value !== undefined)));
}

/** Statuses as they come: mostly good. */
export const httpStatus = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom(200, 201) },
	{
		weight: 2,
		arbitrary: fc.constantFrom(204, 302, 400, 401, 403, 404, 405, 409, 422, 429, 500, 503),
	},
	{ weight: 1, arbitrary: fc.integer({ min: 100, max: 599 }) },
);

/** `Retry-After` and its neighbours. */
export const headers = fc.constantFrom<Record<string, unknown>>(
	{},
	{ 'retry-after': '12' },
	{ 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' },
	{ 'retry-after': 'soon' },
	{ 'retry-after': ['1', '2'] },
	{ location: 'http://127.0.0.1:9/x', 'content-type': 'text/html' },
	{ location: '::::' },
);
