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
		['**/*.webp', 1],
		['TEXTURES/**', 2],
		['[mp]*', 2],
	])('%j fits %d files', async (filter, count) => {
		expect(await filterFiles(files, filter)).toHaveLength(count);
	});

	it.each(['*.fbx', 'model', 'm.del.glb', '(model|preview).glb', '+(model).glb', '!*', '*.{glb'])(
		'%j fits none, which is an error that lists the names',
		async (filter) => {
			await expect(filterFiles(files, filter)).rejects.toThrow(
				`No file of the task fits "${filter}"`,
			);
		},
	);
});

describe('takes time in proportion', () => {
	const msOf = async (work: () => unknown) => {
		const before = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	};

	it('to a name of dots', async () => {
		const names = Array.from({ length: 20 }, () => `${'.'.repeat(160_000)}x`);
		expect(await msOf(() => named(...names))).toBeLessThan(1000);
	});

	it('to the number of equal names', async () => {
		expect(await msOf(() => named(...Array<string>(16_000).fill('a.glb')))).toBeLessThan(1500);
	});

	it('to the names that a glob with many stars is compared with', async () => {
		const files = named(...Array.from({ length: 50 }, (_, index) => 'a'.repeat(190 - index)));
		const hopeless = async () =>
			await expect(filterFiles(files, '*a*a*a*a*a*a*b, **/*a*a*a*a*b')).rejects.toThrow();
		expect(await msOf(hopeless)).toBeLessThan(1500);
	});
});

it('a name with brackets fits itself', async () => {
	expect(await filterFiles(named('model [1].glb', 'b.glb'), 'Model [1].glb')).toHaveLength(1);
});

it.each([
	['glb', undefined, 'model/gltf-binary'],
	['GLB', 'application/octet-stream', 'model/gltf-binary'],
	['mp4', 'binary/octet-stream', 'video/mp4'],
	['obj', 'text/plain; charset=utf-8', 'model/obj'],
	['log', 'text/plain', 'text/plain'],
	['bin', 'image/png', 'image/png'],
	['xyz', 'chemical/x-xyz; charset=utf-8', 'chemical/x-xyz'],
	['xyz', undefined, 'application/octet-stream'],
	['', '', 'application/octet-stream'],
	['constructor', undefined, 'application/octet-stream'],
])('the type of .%s, announced as %j, is %s', (extension, announced, expected) => {
	expect(mimeTypeOf(extension, announced)).toBe(expected);
});
