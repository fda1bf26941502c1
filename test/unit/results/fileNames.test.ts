import fc from 'fast-check';

import { filterFiles } from '../../../nodes/TaskStatus/results/fileFilter';
import { nameFiles } from '../../../nodes/TaskStatus/results/fileNames';
import { mimeTypeOf } from '../../../nodes/TaskStatus/results/mimeTypes';

const named = (...names: string[]) =>
	nameFiles(names.map((name) => ({ name, url: 'http://127.0.0.1/' })));
const paths = (...names: string[]) =>
	named(...names).map(({ directory, fileName }) => `${directory}|${fileName}`);

it.each([
	['model.glb', '|model.glb'],
	['a/b/model.glb', 'a/b|model.glb'],
	['a\\b\\model.glb', 'a/b|model.glb'],
	['../../etc/passwd', 'etc|passwd'],
	['/etc/passwd', 'etc|passwd'],
	['C:\\Windows\\win.ini', 'C_/Windows|win.ini'],
	['./model.glb', '|model.glb'],
	['..', '|file'],
	['', '|file'],
	['///', '|file'],
	['a/', '|a'],
	['line\nbreak\u0000.glb', '|line_break_.glb'],
	['right\u202Ebglg.exe', '|right_bglg.exe'],
	['CON', '|_CON'],
	['nul.txt', '|_nul.txt'],
	['console.txt', '|console.txt'],
	['what?*.glb', '|what__.glb'],
	['trailing. . ', '|trailing'],
	['.hidden', '|.hidden'],
	['größe 日本.glb', '|größe 日本.glb'],
])('the name %j becomes %s', (name, path) => {
	expect(paths(name)).toEqual([path]);
});

it('numbers names that repeat, without regard to case, in each folder by itself', () => {
	expect(paths('a.glb', 'A.glb', 'x/a.glb', 'a.glb', 'a (2).glb', 'noext', 'noext')).toEqual([
		'|a.glb',
		'|A (2).glb',
		'x|a.glb',
		'|a (3).glb',
		'|a (2) (2).glb',
		'|noext',
		'|noext (2)',
	]);
});

it('shortens endless names and keeps the extension', () => {
	const [file] = named(`${'x'.repeat(5000)}.glb`);
	expect(file?.fileName).toHaveLength(200);
	expect(file?.fileExtension).toBe('glb');
});

it('makes any names safe and different', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), (names) => {
			const files = named(...names);
			const keys = files.map(({ directory, fileName }) => `${directory}/${fileName}`.toLowerCase());
			expect(new Set(keys).size).toBe(files.length);
			for (const { directory, fileName } of files) {
				expect(fileName).not.toMatch(/[/\\\p{Cc}]|^\.{1,2}$|^$/u);
				expect(directory.split('/')).not.toContain('..');
				expect(directory.startsWith('/')).toBe(false);
			}
		}),
	);
});

describe('a filter', () => {
	const files = named('model.glb', 'textures/diffuse.png', 'textures/normal.png', 'preview.webp');
	it.each([
		['', 4],
		[' , ', 4],
		['*', 4],
		['*.glb', 1],
		['*.GLB', 1],
		['*.glb, preview.*', 2],
		['textures/*', 2],
		['textures/d*.png', 1],
		['**/*.png', 2],
		['?odel.glb', 1],
		['*.png', 2],
	])('%j fits %d files', (filter, count) => {
		expect(filterFiles(files, filter)).toHaveLength(count);
	});

	it.each(['*.fbx', 'model', 'm.del.glb', '(model|preview).glb', '[m]odel.glb'])(
		'%j fits none, which is an error that lists the names',
		(filter) => {
			expect(() => filterFiles(files, filter)).toThrow(`No file of the task fits "${filter}"`);
		},
	);
});

it.each([
	['glb', undefined, 'model/gltf-binary'],
	['GLB', 'text/html', 'model/gltf-binary'],
	['xyz', 'chemical/x-xyz; charset=utf-8', 'chemical/x-xyz'],
	['xyz', undefined, 'application/octet-stream'],
	['', '', 'application/octet-stream'],
	['constructor', undefined, 'application/octet-stream'],
])('the type of .%s, announced as %j, is %s', (extension, announced, expected) => {
	expect(mimeTypeOf(extension, announced)).toBe(expected);
});
