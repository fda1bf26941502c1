/**
 * MIME types by extension, for what file servers call a stream of bytes or plain text, as object
 * stores do. Other servers know better than any table.
 */
const MIME_TYPES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		csv: 'text/csv',
		gif: 'image/gif',
		glb: 'model/gltf-binary',
		gltf: 'model/gltf+json',
		jpeg: 'image/jpeg',
		jpg: 'image/jpeg',
		json: 'application/json',
		md: 'text/markdown',
		mov: 'video/quicktime',
		mp3: 'audio/mpeg',
		mp4: 'video/mp4',
		mtl: 'model/mtl',
		obj: 'model/obj',
		pdf: 'application/pdf',
		png: 'image/png',
		srt: 'application/x-subrip',
		stl: 'model/stl',
		svg: 'image/svg+xml',
		txt: 'text/plain',
		usdz: 'model/vnd.usdz+zip',
		vtt: 'text/vtt',
		wav: 'audio/wav',
		webm: 'video/webm',
		webp: 'image/webp',
		zip: 'application/zip',
	}),
);

/** What servers say that do not know. */
const GENERIC_TYPES: ReadonlySet<string> = new Set([
	'',
	'application/octet-stream',
	'binary/octet-stream',
	'text/plain',
]);

/** What nothing else is known of. */
const UNKNOWN_MIME_TYPE = 'application/octet-stream';

/**
 * The MIME type of a file: what its server announced, else by its extension.
 * @param announced the `Content-Type` header, if there was one
 */
export function mimeTypeOf(fileExtension: string, announced?: unknown): string {
	const word = typeof announced === 'string' ? (announced.split(';')[0] ?? '') : '';
	const type = word.trim().toLowerCase();
	if (!GENERIC_TYPES.has(type)) return type;
	return MIME_TYPES.get(fileExtension.toLowerCase()) ?? (type || UNKNOWN_MIME_TYPE);
}
