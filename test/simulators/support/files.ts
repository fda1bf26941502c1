import { deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';

/** Little, but valid: a reader of the format accepts every one of them. */
export type SampleKind = 'glb' | 'png' | 'webp' | 'zip';

/** A 1×1 lossless image; WebP is not worth an encoder here. */
const WEBP = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');
const CHUNK = 64 * 1024;

/** glTF 2.0 binary: a 12-byte header and one JSON chunk padded with spaces to four bytes. */
export function sampleGlb(): Buffer {
	const gltf = { asset: { version: '2.0' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{}] };
	const text = JSON.stringify(gltf);
	const json = Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4, ' '));
	const header = Buffer.alloc(20);
	header.write('glTF', 0, 'ascii');
	header.writeUInt32LE(2, 4);
	header.writeUInt32LE(header.length + json.length, 8);
	header.writeUInt32LE(json.length, 12);
	header.write('JSON', 16, 'ascii');
	return Buffer.concat([header, json]);
}

function crc32(bytes: Buffer): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}

function pngChunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
	const length = Buffer.alloc(4);
	const sum = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}

/** An 8-bit RGB image of one colour. */
export function samplePng(size = 4): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(size, 0);
	head.writeUInt32BE(size, 4);
	head.set([8, 2, 0, 0, 0], 8);
	// Each row starts with its filter byte, 0.
	const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(size * 3, 0x7f)]);
	const pixels = deflateSync(Buffer.concat(Array.from({ length: size }, () => row)));
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const chunks = [pngChunk('IHDR', head), pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.of())];
	return Buffer.concat([signature, ...chunks]);
}

export function sampleZip(): Buffer {
	const content = { 'model/base.glb': sampleGlb(), 'readme.txt': Buffer.from('simulated') };
	return Buffer.from(zipSync(content, { mtime: '2026-01-01T00:00:00' }));
}

const samples: Record<SampleKind, () => Buffer> = {
	glb: sampleGlb,
	png: samplePng,
	webp: () => WEBP,
	zip: sampleZip,
};

const mimeTypes: Record<SampleKind, string> = {
	glb: 'model/gltf-binary',
	png: 'image/png',
	webp: 'image/webp',
	zip: 'application/zip',
};

function kindOf(name: string): SampleKind | undefined {
	const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
	return extension in samples ? (extension as SampleKind) : undefined;
}

/** The bytes of a file by its name's ending; a line of text for any other ending. */
export function sampleFile(name: string): Buffer {
	const kind = kindOf(name);
	return kind === undefined ? Buffer.from(`simulated ${name}\n`) : samples[kind]();
}

export function mimeTypeOf(name: string): string {
	const kind = kindOf(name);
	if (kind !== undefined) return mimeTypes[kind];
	return name.endsWith('.txt') ? 'text/plain' : 'application/octet-stream';
}

/** `size` bytes that never exist in memory at once; the same for the same size. */
export function* generatedBytes(size: number): Generator<Buffer> {
	const block = Buffer.alloc(CHUNK);
	for (let index = 0; index < CHUNK; index += 1) block[index] = (index * 31 + (index >> 8)) & 0xff;
	for (let left = size; left > 0; left -= CHUNK) yield block.subarray(0, Math.min(left, CHUNK));
}
