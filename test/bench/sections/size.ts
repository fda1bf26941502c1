import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { count, kilobytes } from '../support/format';
import { atMost } from '../support/report';
import type { Report } from '../support/report';

const ROOT = resolve(__dirname, '..', '..', '..');
const GOAL_BYTES = 200_000;

interface Packed {
	readonly size: number;
	readonly unpackedSize: number;
	readonly entryCount: number;
}

/** The tarball that would be published, without dependencies. */
export async function size(): Promise<Report> {
	const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
	const { stdout } = await promisify(execFile)('npm', args, { cwd: ROOT });
	const [packed] = JSON.parse(stdout) as [Packed];
	return {
		title: 'size: the published tarball',
		columns: ['', 'packed', 'unpacked', 'files'],
		rows: [
			['tarball', kilobytes(packed.size), kilobytes(packed.unpackedSize), count(packed.entryCount)],
		],
		goals: [atMost('size of the tarball', packed.size, GOAL_BYTES, kilobytes)],
	};
}
