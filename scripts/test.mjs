#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

/**
 * `npm test`: every check from a fresh clone; with names of folders in test/ only those suites. All
 * of them run, whatever fails before; the last line counts them: a check without tests of its own
 * counts as one.
 */
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const CHECKS = [
	{ title: 'Types', command: 'npm', args: ['run', '--silent', 'typecheck'] },
	{ title: 'Lint', command: 'npm', args: ['run', '--silent', 'lint'] },
];

/**
 * The slow ones last: they mean little when the others fail. Those wait for n8n's one-minute polls
 * most of the time, so more of them run side by side than there are cores. Not here: `compat`,
 * which installs another n8n and another Node first.
 */
const SUITES = [
	{ folders: ['unit', 'engine', 'judges'], workers: 2 },
	{ folders: ['e2e', 'queue', 'chaos'], workers: 3 },
];

const chosen = process.argv.slice(2);
const checks = chosen.length === 0 ? CHECKS : [];
const suites = chosen.length === 0 ? SUITES : [{ folders: chosen, workers: 2 }];

const log = (line) => process.stdout.write(`${line}\n`);

/** Runs a command with its output on the console; resolves to whether it succeeded. */
function run(command, args) {
	return new Promise((resolve) => {
		const shell = process.platform === 'win32';
		const child = spawn(command, args, {
			cwd: ROOT,
			stdio: ['ignore', 'inherit', 'inherit'],
			shell,
		});
		child.on('error', () => resolve(false));
		child.on('close', (code) => resolve(code === 0));
	});
}

async function runCheck({ title, command, args }) {
	log(`\n── ${title}`);
	const passed = await run(command, args);
	log(passed ? `${title}: passed` : `${title}: FAILED`);
	return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}

async function runSuite({ folders, workers }) {
	log(`\n── Tests: ${folders.join(', ')}`);
	const folder = await mkdtemp(join(tmpdir(), 'task-status-tests-'));
	const report = join(folder, 'report.json');
	const paths = folders.map((name) => `test/${name}/`);
	const options = [`--maxWorkers=${workers}`, '--json', `--outputFile=${report}`];
	const args = ['jest', ...paths, ...options];
	try {
		const succeeded = await run('npx', args);
		const counts = await readCounts(report);
		// A suite that has no test, or died before it could report, has failed.
		const ran = counts.passed + counts.failed + (counts.skipped ?? 0);
		const died = (!succeeded && counts.failed === 0) || ran === 0;
		return died ? { ...counts, failed: counts.failed + 1 } : counts;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** jest counts a file that cannot be loaded as a failed suite without tests. */
async function readCounts(report) {
	try {
		const result = JSON.parse(await readFile(report, 'utf8'));
		const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
		return { passed: result.numPassedTests, failed, skipped: result.numPendingTests };
	} catch {
		return { passed: 0, failed: 0 };
	}
}

try {
	await prepare(ROOT, log);
} catch (error) {
	log(`\n${error.message}\n\n0 passed, 1 failed`);
	process.exit(1);
}
const counts = [];
for (const check of checks) counts.push(await runCheck(check));
for (const suite of suites) counts.push(await runSuite(suite));
const sum = (key) => counts.reduce((total, count) => total + (count[key] ?? 0), 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
process.exit(sum('failed') === 0 ? 0 : 1);
