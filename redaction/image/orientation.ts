const [TAG, SHORT] = [0x0112, 3];
const UPRIGHT = 1;

/**
 * How a picture must be turned to stand upright, from its Exif (a TIFF, after `Exif\0\0` in a JPEG): 2 to 8, as the tag `Orientation` says it
 * (Exif 2.3, 4.6.4). Undefined where it stands as its dots are, or nothing can be read.
 */
export function orientationIn(tiff: Buffer): number | undefined {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 14 || (order !== 'II' && order !== 'MM')) return undefined;
  const isLittle = order === 'II';
  const two = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (start + 2 > tiff.length) return undefined;
  for (let nth = 0, at = start + 2; nth < two(start) && at + 12 <= tiff.length; nth += 1, at += 12) {
    if (two(at) !== TAG) continue;
    const turned = two(at + 8);
    return two(at + 2) === SHORT && turned > UPRIGHT && turned <= 8 ? turned : undefined;
  }
  return undefined;
}

/** An Exif that says this and nothing else. */
export function exifTurned(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
