/** Suites are chosen by folder: `jest test/unit test/engine` is the inner loop. */
module.exports = {
	preset: 'ts-jest',
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// For a busy machine: what hangs is bounded by the tests themselves.
	testTimeout: 30_000,
	// n8n-core keeps a timer of its own running.
	forceExit: true,
	setupFiles: ['reflect-metadata'],
};
