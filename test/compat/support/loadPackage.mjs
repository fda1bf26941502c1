import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

/**
 * Loads a package as an n8n does when it starts, in a process of its own:
 * `node loadPackage.mjs <folder of the engine> <folder of the package>`. Prints what it found.
 */
const [engineFolder, packageFolder] = process.argv.slice(2);
const require = createRequire(join(engineFolder, 'package.json'));

require('reflect-metadata');
const { LazyPackageDirectoryLoader } = require('n8n-core');

const loader = new LazyPackageDirectoryLoader(packageFolder);
await loader.loadAll();

const nodes = Object.keys(loader.known.nodes).map((name) => {
	const { type } = loader.getNode(name);
	const { description, execute, poll } = type;
	return { name, properties: description.properties.length, runs: Boolean(execute ?? poll) };
});
const credentials = Object.keys(loader.known.credentials).map(
	(name) => loader.getCredential(name).type.name,
);
process.stdout.write(JSON.stringify({ nodes, credentials }));
