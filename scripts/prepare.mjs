import { installN8n } from './n8n/install.mjs';
import { runStep } from './n8n/step.mjs';
import { needsBuild, needsDependencies, rememberBuild } from './start/freshness.mjs';

/**
 * Brings a checkout to where it can run, from nothing but Node and npm: dependencies, a private
 * n8n in the cache folder, and the built package. What is there already is left as it is.
 */
export async function prepare(root, log) {
	if (await needsDependencies(root)) {
		const args = ['ci', '--no-audit', '--no-fund'];
		await runStep('Installing the dependencies', 'npm', args, { folder: root, log });
	}
	await installN8n({ log });
	if (await needsBuild(root)) {
		await runStep('Building the package', 'npm', ['run', 'build'], { folder: root, log });
		await rememberBuild(root);
	}
}
