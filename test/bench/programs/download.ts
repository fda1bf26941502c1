import 'reflect-metadata';
import '../support/published';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

import { MAX_CONCURRENT_DOWNLOADS } from '../../../nodes/task/limits';
import { mapConcurrently } from '../../../nodes/task/mapConcurrently';
import type { RodinTask } from '../../simulators/hyper3dRodin';
import { offer } from '../support/remote';
import { timed } from '../support/rounds';
import type { Sample } from '../support/rounds';
import { runWhole } from '../support/taskStatus';

/** Where the results of a task are, and where they go. */
export interface Download {
	readonly baseUrl: string;
	readonly key: string;
	readonly task: RodinTask;
	/** A folder of one's own, emptied afterwards. */
	readonly folder: string;
}

/** As little as a download can be: the list, then `fetch` to disk, as many at a time. */
async function plain({ baseUrl, key, task, folder }: Download): Promise<Sample> {
	await mkdir(folder, { recursive: true });
	const took = await timed(async () => {
		const answer = await fetch(`${baseUrl}/download`, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: JSON.stringify({ task_uuid: task.taskUuid }),
		});
		const { list } = (await answer.json()) as { list: Array<{ url: string; name: string }> };
		await mapConcurrently(list, MAX_CONCURRENT_DOWNLOADS, async ({ url }, index) => {
			const { body } = await fetch(url);
			const bytes = Readable.fromWeb(body as ReadableStream);
			await pipeline(bytes, createWriteStream(join(folder, String(index))));
		});
	});
	await rm(folder, { recursive: true });
	return took;
}

/** Get Results in n8n's engine, into n8n's binary store on the file system. */
async function getResults({ baseUrl, key, task, folder }: Download): Promise<Sample> {
	const took = await timed(
		async () =>
			await runWhole({
				parameters: {
					provider: 'hyper3dRodin',
					operation: 'getResults',
					subscriptionKey: task.subscriptionKey,
					taskUuid: task.taskUuid,
					downloadFiles: true,
					binaryPropertyName: 'data',
				},
				credentials: { hyper3dRodinApi: { baseUrl, apiKey: key } },
			}),
	);
	await rm(join(folder, 'workflows'), { recursive: true });
	return took;
}

async function settle(): Promise<void> {
	globalThis.gc?.();
	await setImmediate();
}

const methods = { plain, getResults, settle };
export type DownloadMethods = typeof methods;

async function main(): Promise<void> {
	await Container.get(BinaryDataService).init();
	offer(methods);
}

if (require.main === module) void main();
