import { ensurePrograms, type Programs } from './programs';

/** A suite on Redis and PostgreSQL; without them one skipped test says that, and why. */
export function describeQueueMode(suite: (programs: Programs) => void): void {
	const programs = ensurePrograms();
	if (!('missing' in programs)) {
		describe('queue mode', () => suite(programs));
		return;
	}
	const notice = `queue mode: NOT RUN, ${programs.missing}`;
	process.stderr.write(`\n${notice}\n`);
	describe.skip(notice, () => {
		it('needs the Debian packages redis-server and postgresql', () => {});
	});
}
