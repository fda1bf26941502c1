import { setMaxListeners } from 'node:events';

import type { IBinaryData } from 'n8n-workflow';

import { fetchFile } from '../../host/fetchFile';
import type { FileSource } from '../../host/fetchFile';
import { isExpired, readFileUrl } from '../../host/linkError';
import { systemClock } from '../../task/clock';
import { TaskRequestError } from '../../task/errors';
import type { Limiter } from '../../task/limiter';
import { DEFAULT_DOWNLOAD_PAUSE_MS, MAX_DOWNLOAD_PAUSE_MS } from '../../task/limits';
import type { NamedFile } from './fileNames';
import type { FreshLinks } from './freshLinks';
import { mimeTypeOf } from './mimeTypes';

/** A file in n8n's binary store. */
export interface StoredFile {
	readonly binary: IBinaryData;
	/** Bytes. */
	readonly fileSize: number;
	/** The link that worked. */
	readonly url: string;
}

/** What the downloads of one task share. */
export interface DownloadTools {
	readonly source: FileSource;
	/** Bounds the downloads of the whole execution. */
	readonly limiter: Limiter;
	readonly links: FreshLinks;
	/** Fires when the execution is stopped. */
	readonly signal: AbortSignal;
}

/**
 * The author's files, streamed into n8n's binary store. The first that fails ends the others: they
 * would be fetched for nothing.
 * @throws {TaskRequestError} naming the file, never the link
 */
export async function downloadFiles(
	files: readonly NamedFile[],
	tools: DownloadTools,
): Promise<readonly StoredFile[]> {
	for (const file of files) requireLink(file);
	const over = new AbortController();
	// Every file of the task listens.
	setMaxListeners(0, over.signal);
	const stop = () => over.abort();
	tools.signal.addEventListener('abort', stop, { once: true });
	if (tools.signal.aborted) over.abort();
	try {
		const mine = { ...tools, signal: over.signal };
		return await Promise.all(files.map(async (file) => await downloadFile(file, mine)));
	} finally {
		tools.signal.removeEventListener('abort', stop);
		over.abort();
	}
}

/**
 * A transfer that breaks, or is limited, is tried once more; an expired link is replaced by a fresh
 * one. What n8n's own store did not take is not fetched again.
 */
async function downloadFile(file: NamedFile, tools: DownloadTools): Promise<StoredFile> {
	const download = async () => {
		const first = await tools.links.latest(file);
		return await store(first, tools).catch(async (error: unknown) => {
			const second = await secondChance(first, error, tools);
			requireLink(second);
			return await store(second, tools);
		});
	};
	return await tools.limiter(download, tools.signal).catch((error: unknown) => {
		throw nameFile(file, error);
	});
}

/** @throws the error itself where another try would not help */
async function secondChance(
	tried: NamedFile,
	error: unknown,
	{ links, signal }: DownloadTools,
): Promise<NamedFile> {
	if (!(error instanceof TaskRequestError)) throw error;
	if (isExpired(error)) {
		const fresh = await links.after(tried);
		if (fresh === null) throw error;
		return fresh;
	}
	if (!error.transient) throw error;
	const { kind, retryAfterMs = kind === 'rateLimited' ? DEFAULT_DOWNLOAD_PAUSE_MS : 0 } = error;
	if (retryAfterMs > MAX_DOWNLOAD_PAUSE_MS) throw error;
	await systemClock.sleep(retryAfterMs, signal);
	return tried;
}

/** Refuses what no file can be fetched from, before anything is downloaded. */
function requireLink(file: NamedFile): void {
	try {
		readFileUrl(file.url);
	} catch (error) {
		throw nameFile(file, error);
	}
}

async function store(file: NamedFile, { source, signal }: DownloadTools): Promise<StoredFile> {
	return await fetchFile(source, file, signal, async ({ body, contentType, received }) => {
		const mimeType = mimeTypeOf(file.fileExtension, contentType);
		const binary = await source.context.helpers.prepareBinaryData(body, file.fileName, mimeType);
		if (file.directory !== '') binary.directory = file.directory;
		return { binary, fileSize: received(), url: file.url };
	});
}

function nameFile(file: NamedFile, error: unknown): unknown {
	if (!(error instanceof TaskRequestError) || error.kind === 'canceled') return error;
	const words = `The file "${file.fileName}" could not be downloaded: ${error.message}`;
	return new TaskRequestError(error.kind, words, error);
}
