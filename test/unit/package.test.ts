import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

import { providers } from '../../nodes/providers';

const ROOT = resolve(__dirname, '../..');

interface PackageJson {
	name: string;
	keywords: string[];
	license: string;
	main: string;
	files: string[];
	n8n: { n8nNodesApiVersion: number; credentials: string[]; nodes: string[] };
	dependencies: Record<string, string>;
	peerDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson;

/** All files below a folder of the checkout, as paths from its root. */
function filesBelow(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => join(folder, name))
		.sort();
}

const sources = (folder: string) => filesBelow(folder).filter((name) => name.endsWith('.ts'));

/** The source of a file in dist. */
const sourceOf = (built: string) => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

/** The one class that a source file exports. */
function load<Type>(source: string): Type {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- which file is known only now
	const [exported] = Object.values(require(join(ROOT, source)) as Record<string, new () => Type>);
	if (exported === undefined) throw new Error(`${source} exports nothing`);
	return new exported();
}

describe('package.json', () => {
	it('lists exactly the nodes that exist', () => {
		const existing = sources('nodes').filter((name) => name.endsWith('.node.ts'));
		expect(manifest.n8n.nodes.map(sourceOf).sort()).toEqual(existing);
	});

	it('lists exactly the credentials that exist', () => {
		const existing = sources('credentials').filter((name) => name.endsWith('.credentials.ts'));
		expect(manifest.n8n.credentials.map(sourceOf).sort()).toEqual(existing);
	});

	it('lists files in dist only, which is packed', () => {
		for (const built of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
			expect(built).toMatch(/^dist\/.+\.js$/);
		}
		expect(manifest.files).toEqual(expect.arrayContaining(['dist', manifest.main]));
		expect(existsSync(join(ROOT, manifest.main))).toBe(true);
	});

	it('has protocols, proxies, paths, schemas and globs of others as its only runtime dependencies', () => {
		expect(Object.keys(manifest.dependencies).sort()).toEqual([
			'https-proxy-agent',
			'jmespath',
			'minimatch',
			'proxy-from-env',
			'socket.io-client',
			'ws',
			'zod',
		]);
	});

	it('has n8n-workflow in whatever version as its only peer', () => {
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('is found as a community package of n8n', () => {
		expect(manifest.name).toBe('n8n-nodes-task-status');
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.license).toBe('MIT');
		expect(manifest.n8n.n8nNodesApiVersion).toBe(1);
	});

	it.each(['overrides', 'bundledDependencies', 'bundleDependencies', 'optionalDependencies'])(
		'has no %s: they would not hold in the n8n that installs it',
		(key) => {
			expect(manifest).not.toHaveProperty(key);
		},
	);

	it.each(['preinstall', 'install', 'postinstall', 'prepare'])(
		'has no %s script: n8n installs with --ignore-scripts',
		(script) => {
			expect(manifest).not.toHaveProperty(`scripts.${script}`);
		},
	);
});

describe('Every node and credential', () => {
	const described = [
		...manifest.n8n.nodes.map((built) => {
			const { name, icon } = load<INodeType>(sourceOf(built)).description;
			return { built, name, icon };
		}),
		...manifest.n8n.credentials.map((built) => {
			const { name, icon } = load<ICredentialType>(sourceOf(built));
			return { built, name, icon };
		}),
	];

	it.each(described)('$name has its icons beside it', ({ built, icon }) => {
		const icons = typeof icon === 'object' ? [icon.light, icon.dark] : [icon];
		for (const file of icons) {
			expect(file).toMatch(/^file:/);
			const path = join(ROOT, dirname(sourceOf(built)), String(file).replace(/^file:/, ''));
			expect([path, existsSync(path)]).toEqual([path, true]);
		}
	});

	it.each(manifest.n8n.nodes.map(sourceOf))('%s has a codex file of its name', (source) => {
		const codex = JSON.parse(
			readFileSync(join(ROOT, source.replace(/\.ts$/, '.json')), 'utf8'),
		) as { node: string };
		const { name } = load<INodeType>(source).description;
		expect(codex.node).toBe(`${manifest.name}.${name}`);
	});

	it.each(manifest.n8n.nodes.map(sourceOf))(
		'%s is found by the name of every provider',
		(source) => {
			const codex = JSON.parse(
				readFileSync(join(ROOT, source.replace(/\.ts$/, '.json')), 'utf8'),
			) as { alias: string[] };
			for (const { displayName } of providers) {
				const words = codex.alias.filter((alias) => displayName.toLowerCase().includes(alias));
				expect([displayName, words.some((word) => word.length > 2)]).toEqual([displayName, true]);
			}
		},
	);

	it.each(providers.map(({ name, credentialType }) => [name, credentialType]))(
		'%s has its credential %s in the package',
		(_name, credentialType) => {
			const names = manifest.n8n.credentials.map(
				(built) => load<ICredentialType>(sourceOf(built)).name,
			);
			expect(names).toContain(credentialType);
		},
	);
});

describe('The built nodes', () => {
	let folder: string;

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'task-status-built-'));
		// As the build does it, without the checks: what is in dist may be of yesterday.
		for (const source of [...sources('nodes'), ...sources('credentials')]) {
			const { outputText } = transpileModule(readFileSync(join(ROOT, source), 'utf8'), {
				compilerOptions: {
					module: ModuleKind.CommonJS,
					target: ScriptTarget.ES2022,
					esModuleInterop: true,
				},
			});
			const built = join(folder, source.replace(/\.ts$/, '.js'));
			mkdirSync(dirname(built), { recursive: true });
			writeFileSync(built, outputText);
		}
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('load neither socket.io-client nor ws, which n8n would pay for at its start', () => {
		const paths = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((built) =>
			join(folder, built.replace(/^dist\//, '')),
		);
		const script = `for (const path of ${JSON.stringify(paths)}) require(path);
			console.log(JSON.stringify(Object.keys(require.cache)));`;
		const output = execFileSync(process.execPath, ['-e', script], {
			encoding: 'utf8',
			env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
		});
		const loaded = JSON.parse(output) as string[];
		expect(loaded).toEqual(expect.arrayContaining(paths));
		const packages = loaded.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
		for (const unwanted of ['socket.io-client', 'engine.io-client', 'ws']) {
			expect(packages).not.toContain(unwanted);
		}
	});
});

describe('The shape of the code', () => {
	const IMPORT = /(?:from|import|require\()\s*'([^']+)'/g;

	const importsOf = (source: string) =>
		[...readFileSync(join(ROOT, source), 'utf8').matchAll(IMPORT)].map(([, name]) => name ?? '');

	it.each(sources('nodes/task'))(
		'the domain knows neither n8n nor providers nor anything outside: %s',
		(source) => {
			for (const imported of importsOf(source).filter((name) => !name.startsWith('node:'))) {
				expect(imported).toMatch(/^\./);
				const target = relative(ROOT, resolve(ROOT, dirname(source), imported));
				expect(target).toMatch(/^nodes\/task\//);
			}
		},
	);

	it.each(sources('nodes').filter((name) => /mapper\.ts$/.test(name)))(
		'a mapper does no I/O and knows no n8n: %s',
		(source) => {
			for (const imported of importsOf(source)) {
				expect(imported).not.toMatch(/^n8n-|^node:|client$|^ws$|^socket\.io/);
			}
		},
	);

	it.each([...sources('nodes/TaskStatus'), ...sources('nodes/TaskCompletedTrigger')])(
		'a node names no provider, except the one that is chosen at first: %s',
		(source) => {
			const text = readFileSync(join(ROOT, source), 'utf8').replace(
				/^\tdefault: 'hyper3dRodin',$/m,
				'',
			);
			for (const { name, displayName, credentialType } of providers) {
				// As whole words: "false" names nobody.
				for (const word of [name, displayName, credentialType]) {
					expect(text).not.toMatch(new RegExp(`\\b${word.replaceAll('.', '\\.')}\\b`));
				}
			}
			expect(text).not.toMatch(/providers\/(?!index|provider'|shared)[a-z]/i);
		},
	);

	it.each(manifest.n8n.nodes.map(sourceOf))('a node class is description and dispatch: %s', (s) => {
		expect(readFileSync(join(ROOT, s), 'utf8').split('\n').length).toBeLessThan(120);
	});
});
