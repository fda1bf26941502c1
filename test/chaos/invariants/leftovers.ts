import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { busyServers } from '../../../nodes/providers/rocketRide/slots';

/** Linux tells which files a process holds open. */
const OPEN_FILES = '/proc/self/fd';

/** What a process holds: timers, sockets, open and temporary files, by kind. */
export type Holdings = ReadonlyMap<string, number>;

/** What this process holds now. */
export function holdings(): Holdings {
	const counts = new Map<string, number>();
	for (const kind of process.getActiveResourcesInfo()) {
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	if (existsSync(OPEN_FILES)) counts.set('open files', readdirSync(OPEN_FILES).length);
	counts.set('temporary files', readdirSync(tmpdir()).length);
	counts.set('RocketRide slots', busyServers());
	return counts;
}

/** What there is more of than before, in words; empty if nothing. */
export function moreThan(before: Holdings): string {
	return [...holdings()]
		.filter(([kind, count]) => count > (before.get(kind) ?? 0))
		.map(([kind, count]) => `${kind}: ${count} instead of ${before.get(kind) ?? 0}`)
		.join(', ');
}
