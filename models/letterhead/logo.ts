import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { plainPng } from '../../redaction/image/png.ts';
import type { Desk } from '../desk.ts';
import { destroyUnheld } from '../fileContent/destroy.ts';
import type { KeptContent } from '../fileContent/keep.ts';
import { contentBytes } from '../fileContent/read.ts';
import { LetterLogo } from '../letterhead.ts';

/** The most bytes of a logo, and the most dots of each side. */
const MOST_BYTES = 200 * 1024;
const MOST_DOTS = 2000;

/**
 * An uploaded logo as it is kept: a PNG by its content, with nothing in it but what it is drawn from, whose dots can be read. The upload
 * itself is destroyed. Throws `logo-too-large` and `logo-no-png`.
 */
export async function takeLogo({ database }: Desk, content: KeptContent): Promise<Buffer> {
  try {
    if (content.size > MOST_BYTES) throw new RuleViolation('logo-too-large', LIMITS, 'files');
    return checkedLogo(await contentBytes(database, content));
  } finally {
    await destroyUnheld(database, [content.id]);
  }
}

const LIMITS = { kilobytes: MOST_BYTES / 1024, dots: MOST_DOTS };

/** The same of its bytes. */
export function checkedLogo(bytes: Buffer): Buffer {
  const png = bytes.length > 20 ? plainPng(bytes) : undefined;
  if (png?.toString('latin1', 12, 16) !== 'IHDR') throw new RuleViolation('logo-no-png', {}, 'files');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (width > MOST_DOTS || height > MOST_DOTS) throw new RuleViolation('logo-too-large', LIMITS, 'files');
  if (width === 0 || height === 0 || !hasDots(png)) throw new RuleViolation('logo-no-png', {}, 'files');
  return png;
}

/** How many values a dot has, by the type of colour (PNG, 11.2.1). */
const VALUES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** The ways in which a line of dots may be written (PNG, 9.2): 0 to 4. */
const LAST_FILTER = 4;

/** Whether the dots can be unpacked and are as many as the head says, line by line. Of an interlaced picture only the first. */
function hasDots(png: Buffer): boolean {
  const [depth = 0, colour = 0, , , interlace] = png.subarray(24, 29);
  const row = 1 + Math.ceil((png.readUInt32BE(16) * depth * (VALUES[colour] ?? 0)) / 8);
  const height = png.readUInt32BE(20);
  const dots = unpacked(png);
  if (!dots || row === 1) return false;
  if (interlace) return true;
  if (dots.length !== row * height) return false;
  for (let at = 0; at < dots.length; at += row) if ((dots[at] as number) > LAST_FILTER) return false;
  return true;
}

/** The dots as they were packed; undefined where they are none, or far more than the largest logo has. */
function unpacked(png: Buffer): Buffer | undefined {
  const packed: Buffer[] = [];
  for (let at = 8; at + 12 <= png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  try {
    return inflateSync(Buffer.concat(packed), { maxOutputLength: 9 * MOST_DOTS ** 2 });
  } catch {
    return undefined;
  }
}

/** Keeps a logo; gives its digest. */
export async function keepLogo(organisationId: number, bytes: Buffer): Promise<string> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const where = { organisationId, digest };
  if ((await LetterLogo.count({ where })) === 0) await LetterLogo.create({ ...where, bytes });
  return digest;
}

/** The picture of a logo; undefined without one. */
export async function logoOf(organisationId: number, digest: string | null | undefined) {
  if (!digest) return undefined;
  return (await LetterLogo.findOne({ where: { organisationId, digest } }))?.bytes;
}
