const { mkdir, rm, writeFile } = require('node:fs/promises');

const { dest, parallel, src } = require('gulp');

// gulp 5 decodes files as text unless told otherwise; these must arrive as they are.
const unaltered = { encoding: false };

const ASSETS = '**/*.{svg,png,node.json}';

const copyAssets = (folder) =>
	Object.assign(() => src(`${folder}/${ASSETS}`, unaltered).pipe(dest(`dist/${folder}`)), {
		displayName: `assets:${folder}`,
	});

/** Removes what was built before, so that nothing of a deleted source is packed. */
exports.clean = () => rm('dist', { recursive: true, force: true });

const SERVICES = './dist/nodes/providers/described/services';

/**
 * Joins the descriptions of services, which are data, into one file: Node spends longer on finding
 * and opening a file for each than on all that is in them.
 */
exports.services = async () => {
	const services = require(SERVICES);
	await rm(SERVICES, { recursive: true });
	await mkdir(SERVICES);
	const isModule = "Object.defineProperty(exports, '__esModule', { value: true });";
	const data = `Object.assign(exports, ${JSON.stringify(services)});`;
	await writeFile(`${SERVICES}/index.js`, `${isModule}\n${data}\n`);
};

/** Copies icons and codex files beside the compiled code. */
exports.assets = parallel(copyAssets('nodes'), copyAssets('credentials'));
exports.default = exports.assets;
