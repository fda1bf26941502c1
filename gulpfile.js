const { rm } = require('node:fs/promises');

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

/** Copies icons and codex files beside the compiled code. */
exports.assets = parallel(copyAssets('nodes'), copyAssets('credentials'));
exports.default = exports.assets;
