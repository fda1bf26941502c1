import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const HEADER_LENGTH = 13;
const COLOUR_TYPE_RGB = 2;

function chunk(type: string, data: Buffer): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const typed = Buffer.concat([Buffer.from(type, 'ascii'), data]);
	const checksum = Buffer.alloc(4);
	checksum.writeUInt32BE(crc32(typed));
	return Buffer.concat([length, typed, checksum]);
}

/**
 * A valid one-pixel PNG, of another colour for each index, brought to at least `bytes` bytes by a
 * text chunk: a candidate picture may be megabytes.
 */
export function candidatePng(index: number, bytes: number): Buffer {
	const header = Buffer.alloc(HEADER_LENGTH);
	header.writeUInt32BE(1, 0);
	header.writeUInt32BE(1, 4);
	header.set([8, COLOUR_TYPE_RGB], 8);
	const pixel = deflateSync(Buffer.from([0, (index * 80) % 256, 120, 200]));
	const comment = `Comment\0${'x'.repeat(bytes)}`;
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('tEXt', Buffer.from(comment, 'latin1')),
		chunk('IDAT', pixel),
		chunk('IEND', Buffer.alloc(0)),
	]);
}
