import { exifTurned, orientationIn } from './orientation.ts';

/** Marks of the segments that a picture is drawn from: frames, tables, restarts, and the colours of Adobe. */
const isDrawn = (mark: number): boolean =>
  (mark >= 0xc0 && mark <= 0xcf) || [0xdb, 0xdc, 0xdd, 0xee].includes(mark);
const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const JFIF = 0xe0;
const EXIF = 0xe1;
const PROFILE = 0xe2;

/**
 * A JPEG with nothing in it but what it is drawn from, and how it must be turned to stand upright: no other Exif, no XMP, IPTC, comment,
 * preview, or anything after its end. Undefined where it is none.
 */
export function plainJpeg(bytes: Buffer): Buffer | undefined {
  if (bytes.readUInt16BE(0) !== 0xff00 + START) return undefined;
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const mark = bytes[at + 1] as number;
    if (mark === 0xff) {
      at += 1; // a byte that fills
      continue;
    }
    if (mark === END) return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return undefined;
    const next = mark === SCAN ? endOfScan(bytes, end) : end;
    kept.push(...segment(mark, bytes.subarray(at, next)));
    at = next;
  }
  return at + 2 <= bytes.length && bytes[at + 1] === END
    ? Buffer.concat([...kept, bytes.subarray(at, at + 2)])
    : undefined;
}

function segment(mark: number, bytes: Buffer): Buffer[] {
  if (mark === JFIF && bytes.toString('latin1', 4, 9) === 'JFIF\0') return [withoutThumbnail(bytes)];
  if (mark === EXIF && bytes.toString('latin1', 4, 10) === HEAD_OF_EXIF) return turnedSegment(bytes);
  if (mark === PROFILE && bytes.toString('latin1', 4, 16) === 'ICC_PROFILE\0') return [bytes];
  return mark === SCAN || isDrawn(mark) ? [bytes] : [];
}

const HEAD_OF_EXIF = 'Exif\0\0';

/** Of a segment with Exif what says how the picture is turned; nothing where it stands upright. */
function turnedSegment(bytes: Buffer): Buffer[] {
  const turned = orientationIn(bytes.subarray(10));
  if (turned === undefined) return [];
  const body = Buffer.concat([Buffer.from(HEAD_OF_EXIF, 'latin1'), exifTurned(turned)]);
  const head = Buffer.of(0xff, EXIF, (body.length + 2) >> 8, (body.length + 2) & 0xff);
  return [head, body];
}

/** The head of a file may hold a small picture: that of the moment when it was taken, whatever was cut out since. */
function withoutThumbnail(bytes: Buffer): Buffer {
  const head = Buffer.from(bytes.subarray(0, 18));
  head.writeUInt16BE(16, 2);
  head.fill(0, 16, 18);
  return head;
}

/** Where the dots of a scan end: at the first mark that is neither a byte 255 nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const mark = bytes[at + 1] as number;
    if (mark !== 0 && mark !== 0xff && (mark < 0xd0 || mark > 0xd7)) return at;
  }
  return bytes.length;
}
