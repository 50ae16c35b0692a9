import { crc32 } from 'node:zlib';
import { exifTurned, orientationIn } from './orientation.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** What a picture is drawn from, also one that moves. */
const DRAWN = [
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'hIST',
  'pHYs',
  'iCCP',
  'cICP',
  'acTL',
  'fcTL',
  'fdAT',
];

/**
 * A PNG with nothing in it but what it is drawn from, and how it must be turned to stand upright: no text, time, other Exif or anything after its
 * end. Undefined where it is none.
 */
export function plainPng(bytes: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const kept: Buffer[] = [SIGNATURE];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (DRAWN.includes(name)) kept.push(bytes.subarray(at, end));
    if (name === 'eXIf') kept.push(...turnedChunk(bytes.subarray(at + 8, end - 4)));
    if (name === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return undefined;
}

/** Of a chunk with Exif what says how the picture is turned; nothing where it stands upright. */
function turnedChunk(tiff: Buffer): Buffer[] {
  const turned = orientationIn(tiff);
  if (turned === undefined) return [];
  const body = Buffer.concat([Buffer.from('eXIf'), exifTurned(turned)]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  return [size, body, sum];
}
