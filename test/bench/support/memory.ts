import { readFileSync } from 'node:fs';

const SAMPLE_MS = 10;
const KB = 1024;

/** The resident memory of a process in bytes; Linux only. */
export function residentBytes(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * KB;
}

/** The highest resident memory of a process while some work is done. */
export async function peakBytes<Result>(
	pid: number,
	work: () => Promise<Result>,
): Promise<{ peak: number; result: Result }> {
	let peak = residentBytes(pid);
	const sampling = setInterval(() => (peak = Math.max(peak, residentBytes(pid))), SAMPLE_MS);
	try {
		const result = await work();
		return { peak, result };
	} finally {
		clearInterval(sampling);
	}
}
