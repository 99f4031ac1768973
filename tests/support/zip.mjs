// zip.mjs -- the bytes of a ZIP; Node 18 has no crc32 of its own.
import { deflateRawSync } from 'node:zlib';

const table = Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++)
		n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n >>> 0;
});
const crc32 = b => (b.reduce((c, x) => table[(c ^ x) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/** A ZIP of { name: text or Buffer }; packed: compressed. */
export function zip(files, packed = true)
{
	const parts = [], directory = [];
	let at = 0;
	for (const [name, content] of Object.entries(files)) {
		const n = Buffer.from(name), bytes = Buffer.from(content), data = packed ? deflateRawSync(bytes) : bytes, head = Buffer.alloc(30), entry = Buffer.alloc(46);
		head.writeUInt32LE(0x04034b50, 0);
		head.writeUInt16LE(20, 4);
		head.writeUInt16LE(0x0800, 6);
		head.writeUInt16LE(packed ? 8 : 0, 8);
		head.writeUInt16LE(0x5c81, 12);
		head.writeUInt32LE(crc32(bytes), 14);
		head.writeUInt32LE(data.length, 18);
		head.writeUInt32LE(bytes.length, 22);
		head.writeUInt16LE(n.length, 26);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(20, 4);
		head.copy(entry, 6, 4, 30);
		entry.writeUInt32LE(at, 42);
		parts.push(head, n, data);
		directory.push(entry, n);
		at += 30 + n.length + data.length;
	}
	const list = Buffer.concat(directory), end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(directory.length / 2, 8);
	end.writeUInt16LE(directory.length / 2, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, list, end]);
}
