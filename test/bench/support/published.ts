import { existsSync } from 'node:fs';
import Module from 'node:module';
import { join, resolve } from 'node:path';

/**
 * Everything under `nodes` and `credentials` is loaded as it is published, compiled by `npm run
 * build`: tsx would measure its own helpers along (names kept, getters for exports). Imported before
 * everything that imports a node.
 */
const ROOT = resolve(__dirname, '..', '..', '..');
const SOURCES = ['nodes', 'credentials'].map((folder) => join(ROOT, folder, '/'));

type Resolve = (request: string, ...rest: unknown[]) => string;

const loader = Module as unknown as { _resolveFilename: Resolve };
const resolveSource = loader._resolveFilename;

loader._resolveFilename = function (this: unknown, request, ...rest) {
	const file = resolveSource.call(this, request, ...rest);
	if (!SOURCES.some((folder) => file.startsWith(folder))) return file;
	// `TaskStatus.node` can also mean `TaskStatus.node.json`, the codex file.
	const built = file.replace(ROOT, join(ROOT, 'dist')).replace(/\.(ts|json)$/, '.js');
	if (!existsSync(built)) throw new Error(`${built} is missing: run "npm run build" first`);
	return built;
};
