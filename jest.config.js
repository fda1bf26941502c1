/** Suites are chosen by folder: `jest test/unit test/engine` is the inner loop. */
module.exports = {
	preset: 'ts-jest',
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	setupFiles: ['reflect-metadata'],
};
