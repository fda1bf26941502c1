import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import manifest from '../../../package.json';
import { list, ms } from '../support/format';
import { atMost } from '../support/report';
import type { Report } from '../support/report';
import { median } from '../support/rounds';

const ROOT = resolve(__dirname, '..', '..', '..');
const ROUNDS = 20;
const GOAL_MS = 15;
const LATER = ['socket.io-client', 'ws'];

/** Runs in a fresh Node: n8n has loaded n8n-workflow long before it loads a node. */
const PROGRAM = `
	require('n8n-workflow');
	const startedAt = performance.now();
	const files = JSON.parse(process.argv[1]);
	for (const file of files) require(file);
	const took = performance.now() - startedAt;
	console.log(JSON.stringify({ took, loaded: Object.keys(require.cache) }));
`;

interface Loaded {
	readonly took: number;
	readonly loaded: readonly string[];
}

/** What starting n8n pays for the package: the built node files, each time in a fresh process. */
export async function requireNodes(): Promise<Report> {
	const files = manifest.n8n.nodes.map((file) => join(ROOT, file));
	const runs: Loaded[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const args = ['-e', PROGRAM, JSON.stringify(files)];
		const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
		runs.push(JSON.parse(stdout) as Loaded);
	}
	const took = runs.map((run) => run.took);
	const loaded = runs[0]?.loaded ?? [];
	const own = loaded.filter((file) => file.startsWith(join(ROOT, 'dist')));
	const early = LATER.filter((name) =>
		loaded.some((file) => file.includes(join('node_modules', name, '/'))),
	);
	return {
		title: `require: the ${files.length} built node file(s) in a fresh Node`,
		columns: ['', 'median', 'least', 'each round (ms)', 'own files'],
		rows: [['require', ms(median(took)), ms(Math.min(...took)), list(took, 0), String(own.length)]],
		goals: [
			// Whatever else the machine does only adds to the time.
			atMost('time to load, the least', Math.min(...took), GOAL_MS, ms),
			{
				what: 'not loaded with the nodes',
				limit: LATER.join(', '),
				found: early.length === 0 ? 'neither' : early.join(', '),
				met: early.length === 0,
			},
		],
	};
}
