import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import Fastify from 'fastify';

import { packPackage } from '../../../scripts/n8n/package';

const ROOT = join(__dirname, '../../..');

/** An npm registry that has this package; what else is asked for comes from npm's own. */
export interface LocalRegistry {
	readonly url: string;
	/** What was asked for, as paths. */
	readonly asked: readonly string[];
	close(): Promise<void>;
}

/** Publishes the packed package, as `npm pack` makes it, at a registry on loopback. */
export async function startLocalRegistry(folder: string): Promise<LocalRegistry> {
	const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const tarball = await readFile(await packPackage(folder));
	const upstream = await configuredRegistry();
	const asked: string[] = [];
	const server = Fastify();
	const urlOf = () => {
		const address = server.server.address();
		const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
		return `http://127.0.0.1:${port}`;
	};
	server.addHook('onRequest', async (request) => {
		asked.push(request.url);
		return await Promise.resolve();
	});
	server.get(`/${manifest.name}`, () => ({
		name: manifest.name,
		'dist-tags': { latest: manifest.version },
		versions: {
			[manifest.version]: {
				...manifest,
				dist: {
					tarball: `${urlOf()}/${manifest.name}/-/package.tgz`,
					integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
				},
			},
		},
	}));
	server.get(`/${manifest.name}/-/package.tgz`, async (_request, reply) => {
		return await reply.type('application/octet-stream').send(tarball);
	});
	server.get('/*', async (request, reply) => {
		const response = await fetch(`${upstream}${request.url}`);
		return await reply
			.code(response.status)
			.type(response.headers.get('content-type') ?? 'application/json')
			.send(Buffer.from(await response.arrayBuffer()));
	});
	await server.listen({ host: '127.0.0.1', port: 0 });
	return { url: urlOf(), asked, close: async () => await server.close() };
}

/**
 * A folder to put first in PATH: its `npm` is npm with the given registry. n8n names npm's own on
 * every command line, and another one takes a licence.
 */
export async function npmWithRegistry(folder: string, registry: string): Promise<string> {
	const bin = join(folder, 'bin');
	await mkdir(bin, { recursive: true });
	const script = `#!/bin/sh
for argument do
	shift
	case "$argument" in --registry=*) argument="--registry=${registry}" ;; esac
	set -- "$@" "$argument"
done
PATH="\${PATH#*${delimiter}}" exec npm "$@"
`;
	await writeFile(join(bin, 'npm'), script);
	await chmod(join(bin, 'npm'), 0o755);
	return bin;
}

async function configuredRegistry(): Promise<string> {
	const { stdout } = await promisify(execFile)('npm', ['config', 'get', 'registry']);
	return stdout.trim().replace(/\/+$/, '');
}
