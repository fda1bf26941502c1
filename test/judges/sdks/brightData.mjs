import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moved } from '../support/detour.mjs';

/** The SDK waits 10 to 30 seconds between two looks. */
export const pauses = [10_000, 30_000];

const require = createRequire(import.meta.url);
// It asks by undici itself, which no detour of `fetch` reaches.
const undici = require('undici');
for (const name of ['request', 'stream']) {
	const ask = undici[name];
	undici[name] = (url, ...rest) => ask(moved(url) ?? url, ...rest);
}
const { bdclient: BrightData } = require('@brightdata/sdk');

/** Its waiter is part of the download. */
export async function play({ key, say }) {
	const client = new BrightData({ apiKey: key });
	const input = [{ url: 'https://chatgpt.com/', prompt: say }];
	const { snapshot_id: snapshotId } = await client.datasets.chatGPT.search(input, { async: true });
	const ref = { snapshotId };
	const folder = await mkdtemp(join(tmpdir(), 'bright-data-'));
	try {
		const filename = join(folder, 'rows.json');
		await client.datasets.snapshot.download(snapshotId, { format: 'json', filename });
		return { ref, end: 'ready', result: JSON.parse(await readFile(filename, 'utf8')) };
	} catch (error) {
		return { ref, error: error.message };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
