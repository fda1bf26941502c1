import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const SOURCES = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const PACKAGE = ['package.json'];
const community = n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport;

/** The legacy configurations of eslint-plugin-n8n-nodes-base as flat ones. */
const nodesBase = (name, files) => ({
	files,
	plugins: { 'n8n-nodes-base': n8nNodesBase },
	rules: n8nNodesBase.configs[name].rules,
});

export default tseslint.config(
	{ ignores: ['dist/**', 'node_modules/**', 'coverage/**'] },
	js.configs.recommended,
	...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
	...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: SOURCES })),
	{
		files: SOURCES,
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/explicit-module-boundary-types': 'error',
			// Numbers in messages are what templates are for.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// One statement per arrow function reads well also where its value is void.
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
		},
	},
	{
		files: [...SOURCES, ...PACKAGE],
		plugins: { '@n8n/community-nodes': n8nCommunityNodesPlugin },
		rules: {
			...community.rules,
			// Protocols, proxies, paths, schemas and globs: writing them again would be worse.
			'@n8n/community-nodes/no-runtime-dependencies': 'off',
		},
	},
	{
		files: PACKAGE,
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	nodesBase('nodes', ['nodes/**/*.ts']),
	{
		files: ['nodes/**/*.ts'],
		rules: {
			// Older than the connection types, which the community rules ask for.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-inputs-wrong-trigger-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	nodesBase('credentials', ['credentials/**/*.ts']),
	{
		files: ['credentials/**/*.ts'],
		rules: {
			// Made for the short names of n8n's own documentation; a community package gives an address.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
	{
		files: ['*.js', '*.mjs', 'scripts/**/*.mjs', 'examples/**/*.mjs', 'test/**/*.mjs'],
		languageOptions: {
			globals: {
				process: 'readonly',
				console: 'readonly',
				module: 'writable',
				require: 'readonly',
				exports: 'writable',
				setTimeout: 'readonly',
				clearTimeout: 'readonly',
				setInterval: 'readonly',
				clearInterval: 'readonly',
				fetch: 'readonly',
				Request: 'readonly',
				URL: 'readonly',
				Buffer: 'readonly',
				AbortSignal: 'readonly',
				AbortController: 'readonly',
			},
		},
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
);
