import { mkdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startScene } from '../test/e2e/support/scene';
import { signIn } from './screenshots/browser';
import { takeCanvases, takeExecution, takePanels, type Camera } from './screenshots/pictures';

const ROOT = resolve(__dirname, '..');
const IMAGES = join(ROOT, 'docs', 'images');
const DOCUMENTS = ['README.md', 'examples/README.md', 'docs/trigger.md'];
const PICTURE = /images\/([\w-]+)\.png/g;
const LARGEST_BYTES = 200_000;

/** The pictures that the documents show. */
async function shown(): Promise<ReadonlySet<string>> {
	const texts = await Promise.all(DOCUMENTS.map((path) => readFile(join(ROOT, path), 'utf8')));
	return new Set([...texts.join().matchAll(PICTURE)].map(([, name = '']) => name));
}

/**
 * Takes the pictures of the documentation on a real n8n. `npm run screenshots -- <part of a name>` takes
 * others as well, to look at.
 */
async function main(wanted?: string): Promise<void> {
	const inDocuments = await shown();
	await mkdir(IMAGES, { recursive: true });
	const scene = await startScene();
	const browser = await signIn(scene.server.url);
	const camera: Camera = {
		wants: (name) => (wanted === undefined ? inDocuments.has(name) : name.includes(wanted)),
		async take(page, name, clip) {
			if (!this.wants(name)) return;
			const path = join(IMAGES, `${name}.png`);
			await page.screenshot({ path, clip });
			const { size } = await stat(path);
			const remark = size > LARGEST_BYTES ? '  too large' : '';
			process.stdout.write(`${name}.png  ${Math.round(size / 1000)} kB${remark}\n`);
		},
	};
	try {
		await takeCanvases(scene, browser, camera);
		await takeExecution(scene, browser, camera);
		await takePanels(scene, browser, camera);
	} finally {
		await browser.close();
		await scene.close();
	}
}

main(process.argv[2]).then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
