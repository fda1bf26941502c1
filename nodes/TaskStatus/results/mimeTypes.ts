/** MIME types by extension of the files that providers of 3D models deliver. */
const MIME_TYPES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		bin: 'application/octet-stream',
		fbx: 'application/octet-stream',
		glb: 'model/gltf-binary',
		gltf: 'model/gltf+json',
		jpeg: 'image/jpeg',
		jpg: 'image/jpeg',
		json: 'application/json',
		mtl: 'model/mtl',
		obj: 'model/obj',
		png: 'image/png',
		ply: 'application/octet-stream',
		stl: 'model/stl',
		txt: 'text/plain',
		usdz: 'model/vnd.usdz+zip',
		webp: 'image/webp',
		zip: 'application/zip',
	}),
);

/** What nothing else is known of. */
export const UNKNOWN_MIME_TYPE = 'application/octet-stream';

/**
 * The MIME type of a file: by its extension, else what the server announced.
 * @param announced the `Content-Type` header, if there was one
 */
export function mimeTypeOf(fileExtension: string, announced?: unknown): string {
	const known = MIME_TYPES.get(fileExtension.toLowerCase());
	if (known !== undefined) return known;
	const word = typeof announced === 'string' ? announced.split(';')[0]?.trim() : undefined;
	return word === undefined || word === '' ? UNKNOWN_MIME_TYPE : word;
}
