import { homedir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = 'n8n-nodes-task-status';
const FIRST_NODE_OF_NEW_N8N = 24;
const PRIVATE_NODE_MAJOR = 24;

/** n8n for the running Node: the newest that this Node is allowed to run. */
export const N8N_FOR_NEW_NODE = '2.40.7';
export const N8N_FOR_OLD_NODE = '2.8.4';

/** The last n8n before 2.0, and its engine: `npm view n8n@<version> dependencies`. */
export const LAST_N8N_1 = { version: '1.123.81', core: '1.122.48', workflow: '1.120.31' };

/** The folder outside the checkout in which everything expensive is kept. */
export function cacheFolder(env = process.env) {
	return env.TASK_STATUS_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), PACKAGE);
}

/** The n8n version to run: `N8N_VERSION`, or what suits the given Node. */
export function n8nVersion(env = process.env, nodeVersion = process.versions.node) {
	if (env.N8N_VERSION) return env.N8N_VERSION;
	return majorMinor(nodeVersion)[0] >= FIRST_NODE_OF_NEW_N8N ? N8N_FOR_NEW_NODE : N8N_FOR_OLD_NODE;
}

/**
 * How one n8n version is installed. The overrides replace packages that are published outside the
 * npm registry; `firstNode`/`lastNodeMajor` are the engines of that n8n.
 */
export function recipeFor(version) {
	const [, minor] = majorMinor(version);
	// 2.20 is where the line is drawn, not where n8n changed: only the two versions above are tried.
	if (minor >= 20) {
		return {
			overrides: { linkedom: '0.18.12' },
			flags: ['--legacy-peer-deps'],
			firstNode: [24, 0],
			lastNodeMajor: Infinity,
		};
	}
	return {
		overrides: { xlsx: '0.18.5' },
		flags: [],
		firstNode: [20, 19],
		lastNodeMajor: 24,
	};
}

/** Whether the Node that runs this can also run that n8n. */
export function nodeFits(recipe, nodeVersion = process.versions.node) {
	const [major, minor] = majorMinor(nodeVersion);
	const [firstMajor, firstMinor] = recipe.firstNode;
	const newEnough = major > firstMajor || (major === firstMajor && minor >= firstMinor);
	return newEnough && major <= recipe.lastNodeMajor;
}

/** The npm package that holds a Node binary for this machine, and the wanted major version. */
export function privateNodePackage(platform = process.platform, arch = process.arch) {
	const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
	const system = platform === 'win32' ? 'win' : platform;
	return { name: `${prefix}-${system}-${arch}`, major: String(PRIVATE_NODE_MAJOR) };
}

function majorMinor(version) {
	const [major, minor] = version.split('.').map(Number);
	return [major, minor];
}
