import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const IMPORT = /(?:from|import\()\s*'(\.[^']+)'/g;

/** Every TypeScript file of nodes/, as a path from the project's root. */
const sources = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts'))
	.map((name) => join('nodes', name));

/** The file that an import of `source` means; null for one outside nodes/. */
function target(source: string, imported: string): string | null {
	const path = resolve(ROOT, dirname(source), imported);
	const file = [`${path}.ts`, join(path, 'index.ts')].find((candidate) => existsSync(candidate));
	return file === undefined ? null : relative(ROOT, file);
}

const imports = new Map(
	sources.map((source) => {
		const text = readFileSync(join(ROOT, source), 'utf8');
		const found = [...text.matchAll(IMPORT)].map(([, name = '']) => target(source, name));
		return [source, found.filter((file) => file !== null)] as const;
	}),
);

/** A way from `source` back to itself over files that import each other; null without one. */
function circleFrom(source: string): readonly string[] | null {
	const seen = new Set<string>();
	const follow = (path: readonly string[]): readonly string[] | null => {
		for (const next of imports.get(path.at(-1) ?? '') ?? []) {
			if (next === source) return [...path, next];
			if (seen.has(next)) continue;
			seen.add(next);
			const circle = follow([...path, next]);
			if (circle !== null) return circle;
		}
		return null;
	};
	return follow([source]);
}

const roomOf = (source: string) => source.split('/')[1] ?? '';

it.each(sources)('no import leads back to %s', (source) => {
	expect(circleFrom(source)).toBeNull();
});

it('the rooms know each other as docs/how-it-works.md draws it', () => {
	const known = new Map<string, Set<string>>();
	for (const [source, targets] of imports) {
		const rooms = known.get(roomOf(source)) ?? new Set<string>();
		for (const room of targets.map(roomOf)) if (room !== roomOf(source)) rooms.add(room);
		known.set(roomOf(source), rooms);
	}
	const document = readFileSync(join(ROOT, 'docs/how-it-works.md'), 'utf8');
	const drawn = [...document.matchAll(/^(\w+) +→ +(.+)$/gm)].map(([, room, rooms]) => [
		room,
		rooms,
	]);
	const found = [...known].map(([room, rooms]) => [
		room,
		[...rooms].sort().join(', ') || 'nothing',
	]);
	expect(new Map(drawn as Array<[string, string]>)).toEqual(
		new Map(found as Array<[string, string]>),
	);
});
