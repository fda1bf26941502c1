const KB = 1024;
const MB = KB * KB;

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

export const microseconds = (inMs: number): string => `${(inMs * 1000).toFixed(0)} µs`;

export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;

/** A ratio: `1.25×`. */
export const times = (value: number): string => `${value.toFixed(2)}×`;

export const inMegabytes = (bytes: number): number => bytes / MB;

export const megabytes = (bytes: number): string => `${inMegabytes(bytes).toFixed(1)} MB`;

export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

export const count = (value: number): string => Math.round(value).toLocaleString('en');

/** Several values in one cell: `1.10 1.20 1.30`. */
export const list = (values: readonly number[], digits: number): string =>
	values.map((value) => value.toFixed(digits)).join(' ');
