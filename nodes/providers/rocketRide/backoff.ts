const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 15_000;

/** The pause after so many failures in a row: 250 ms, 500 ms … 15 s, as the vendor's client does. */
export function backoffMs(failures: number): number {
	return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1));
}
