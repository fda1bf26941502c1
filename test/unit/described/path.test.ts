import fc from 'fast-check';

import { faultOfPath, find } from '../../../nodes/providers/described/path';

const body: unknown = JSON.parse(
	'{"a":{"b":[{"c":1},{"c":2}],"n":null,"constructor":"own"},"__proto__":{"x":"own"},"hasOwnProperty":1}',
);

it.each([
	['a.b[1].c', 2],
	['a.b[].c', [1, 2]],
	['a.n', null],
	['a.b.c', null],
	['nothing.at.all', null],
	['a.n || a.b[0].c', 1],
	['length(a.b)', 2],
	// A function that does not take what it gets finds nothing.
	['length(a.n)', null],
	['sum(a.b)', null],
	['@', body],
])('%s finds %j', (path, found) => {
	expect(find(body, path)).toEqual(found);
});

it.each([
	'constructor',
	'constructor.name',
	'toString',
	'__proto__',
	'a.hasOwnProperty',
	'valueOf',
])('%s finds nothing that an object inherits', (path) => {
	expect(find({ a: {} }, path)).toBeNull();
});

it.each(['a.constructor.name || b', '[constructor]', 'a["__proto__"]', '"\\u0063onstructor".name'])(
	'%s is refused, and finds nothing',
	(path) => {
		expect(faultOfPath(path)).not.toBeNull();
		expect(find({ a: {} }, path)).toBeNull();
	},
);

it('finds own keys of such names', () => {
	expect(find(body, 'a.constructor')).toBe('own');
	expect(find(body, '__proto__.x')).toBe('own');
});

it.each(['', 'a[', 'a..b', '.a', 'a b', 'a ||', 'nonsense(@)', 'length(a, b)'])(
	'"%s" does not parse',
	(path) => {
		expect(faultOfPath(path)).toBe('a JMESPath that parses');
	},
);

it.each(['length(@)', "a[?b=='c'].d", 'keys(@)', 'logs[-1].message', "join(', ', @)"])(
	'%s parses, whatever it makes of nothing',
	(path) => {
		expect(faultOfPath(path)).toBeNull();
	},
);

it('a plain path and the library find the same', () => {
	fc.assert(
		fc.property(
			fc.jsonValue({ maxDepth: 4 }),
			fc.constantFrom('a', 'a.b', 'b.a.c'),
			(value, path) => {
				// `(…)` makes no plain path of it.
				expect(find({ a: value, b: { a: value } }, path)).toEqual(
					find({ a: value, b: { a: value } }, `(${path})`),
				);
			},
		),
	);
});
