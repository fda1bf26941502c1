import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { checkOwnDescription } from '../../nodes/providers/described/check';

const ROOT = resolve(__dirname, '../..');
const DOCUMENTS = [
	'README.md',
	'CHANGELOG.md',
	'examples/README.md',
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
];
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};
/** Top-level folders: a path in backticks begins with one of them. */
const PATH = /`((?:nodes|credentials|test|scripts|docs|examples)\/[^`\s*{}<>]+)`/g;
const LINK = /\]\(([^)\s]+)\)/g;
const FENCE = /^```(\w*)\n([\s\S]*?)^```/gm;

const read = (document: string) => readFileSync(join(ROOT, document), 'utf8');

function fencesOf(text: string) {
	return [...text.matchAll(FENCE)].map(([, language = '', code = '']) => ({ language, code }));
}

/** The anchors of a document's headings, as GitHub and npm make them. */
function anchorsOf(document: string): readonly string[] {
	return [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replaceAll(' ', '-'),
	);
}

describe.each(DOCUMENTS)('%s', (document) => {
	const text = read(document);
	const links = [...text.matchAll(LINK)].map(([, link = '']) => link);
	const fences = fencesOf(text);

	it('links only to files and headings that are there', () => {
		for (const link of links.filter((one) => !/^https?:/.test(one))) {
			const [path = '', anchor] = link.split('#');
			const file = path === '' ? document : join(dirname(document), path);
			expect([link, existsSync(join(ROOT, file))]).toEqual([link, true]);
			if (anchor !== undefined) expect(anchorsOf(file)).toContain(anchor);
		}
	});

	it('names only paths that are there', () => {
		for (const [, path = ''] of text.matchAll(PATH)) {
			expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
		}
	});

	it('names only npm scripts that are there', () => {
		for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g)) {
			expect(Object.keys(manifest.scripts)).toContain(script);
		}
	});

	it('has JSON samples that parse', () => {
		for (const { code } of fences.filter(({ language }) => language === 'json')) {
			expect(() => JSON.parse(code) as unknown).not.toThrow();
		}
	});
});

it('every credential type leads to a heading of the README', () => {
	const folder = join(ROOT, 'credentials');
	const files = readdirSync(folder).filter((name) => name.endsWith('.credentials.ts'));
	const anchors = files.map((name) => [
		name,
		/#([\w-]+)'/.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? '',
	]);
	expect(anchors.length).toBeGreaterThan(30);
	for (const [name, anchor = ''] of anchors) {
		expect([name, anchorsOf('README.md').includes(anchor)]).toEqual([name, true]);
	}
});

it('the description in the README is one that the credential takes', () => {
	const samples = fencesOf(read('README.md'))
		.filter(({ language }) => language === 'json')
		.map(({ code }) => JSON.parse(code) as unknown);
	expect(samples).toHaveLength(1);
	for (const sample of samples) expect(() => checkOwnDescription(sample)).not.toThrow();
});
