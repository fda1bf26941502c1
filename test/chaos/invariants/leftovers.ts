import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TimerOrigins } from './timerOrigins';

/** Linux tells which files a process holds open. */
const OPEN_FILES = '/proc/self/fd';

/** What a process holds: timers, sockets, open and temporary files, by kind. */
export type Holdings = ReadonlyMap<string, number>;

/** What this process holds now. */
export function holdings(timers: TimerOrigins): Holdings {
	const counts = new Map<string, number>([['timers of the nodes', timers.ofNodes]]);
	for (const kind of process.getActiveResourcesInfo()) {
		if (kind === 'Timeout') continue;
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	counts.set('open files', openFiles().length);
	counts.set('temporary files', readdirSync(tmpdir()).length);
	return counts;
}

/** What there is more of than before, in words; empty if nothing. */
export function moreThan(before: Holdings, timers: TimerOrigins): string {
	return [...holdings(timers)]
		.filter(([kind, count]) => count > (before.get(kind) ?? 0))
		.map(([kind, count]) => `${kind}: ${count} instead of ${before.get(kind) ?? 0}`)
		.join(', ');
}

/** The names of the open files; those of sockets and pipes say so. */
export function openFiles(): readonly string[] {
	if (!existsSync(OPEN_FILES)) return [];
	return readdirSync(OPEN_FILES).flatMap((name) => {
		try {
			return [readlinkSync(join(OPEN_FILES, name))];
		} catch {
			// The one that the list itself was read with.
			return [];
		}
	});
}
