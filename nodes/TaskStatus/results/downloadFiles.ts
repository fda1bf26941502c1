import type { IBinaryData } from 'n8n-workflow';

import { fetchFile } from '../../host/fetchFile';
import { TaskRequestError } from '../../task/errors';
import type { Limiter } from '../../task/limiter';
import type { Turn } from '../turn';
import type { NamedFile } from './fileNames';
import { mimeTypeOf } from './mimeTypes';

/** Statuses by which a file server says that a presigned link is no longer good. */
const EXPIRED_STATUSES: ReadonlySet<number | undefined> = new Set([403, 404]);

/** A file in n8n's binary store. */
export interface StoredFile {
	readonly binary: IBinaryData;
	/** Bytes. */
	readonly fileSize: number;
}

/** What downloads of one task share. */
export interface DownloadTools {
	readonly run: Turn;
	/** Bounds the downloads of the whole execution. */
	readonly limiter: Limiter;
	/** Asks the provider for the same files with fresh links; called once per task at most. */
	readonly freshUrl: (file: NamedFile) => Promise<string>;
}

/**
 * The author's file, streamed into n8n's binary store.
 * A transfer that breaks is tried once more; an expired link is replaced once by a fresh one.
 * @throws {TaskRequestError} naming the file, never the link
 */
export async function downloadFile(file: NamedFile, tools: DownloadTools): Promise<StoredFile> {
	const { run, limiter } = tools;
	const secondUrl = async (error: unknown): Promise<string> => {
		if (error instanceof TaskRequestError && EXPIRED_STATUSES.has(error.httpStatus)) {
			return await tools.freshUrl(file);
		}
		if (error instanceof TaskRequestError && error.transient) return file.url;
		throw error;
	};
	const download = async () =>
		await store(run, file, file.url).catch(
			async (error: unknown) => await store(run, file, await secondUrl(error)),
		);
	return await limiter(download, run.signal).catch((error: unknown) => {
		throw nameFile(file, error);
	});
}

/** Refuses what no file can be fetched from, before anything is downloaded. */
export function requireHttpUrls(files: readonly NamedFile[]): void {
	const bad = files.find(
		({ url }) => !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol),
	);
	if (bad === undefined) return;
	throw new TaskRequestError(
		'provider',
		`The provider gave no link for the file "${bad.fileName}"`,
		{
			description:
				'The file is missing at the provider. Ask again later, or leave it out with File Filter in the options.',
		},
	);
}

async function store(
	{ context, options, signal }: Turn,
	file: NamedFile,
	url: string,
): Promise<StoredFile> {
	return await fetchFile(
		context,
		url,
		options.requestTimeoutMs,
		signal,
		async ({ body, contentType, received }) => {
			const binary = await context.helpers.prepareBinaryData(
				body,
				file.fileName,
				mimeTypeOf(file.fileExtension, contentType),
			);
			if (file.directory !== '') binary.directory = file.directory;
			return { binary, fileSize: received() };
		},
	);
}

function nameFile(file: NamedFile, error: unknown): unknown {
	if (!(error instanceof TaskRequestError) || error.kind === 'canceled') return error;
	return new TaskRequestError(
		error.kind,
		`The file "${file.fileName}" could not be downloaded: ${error.message}`,
		{
			description: error.description,
			...(error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
		},
	);
}
