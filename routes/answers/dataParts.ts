import { setImmediate } from 'node:timers/promises';
import { type DataForm, patiently } from '../../domain/package/data/dataForm.ts';
import type { Inspected } from '../../domain/package/data/inspected.ts';
import { CSV_MARK, csvLines } from '../../views/csv.ts';
import type { Language } from '../../views/i18n.ts';

/** Bytes that are read at a stretch: other requests wait no longer than for them. */
const STRETCH = 64 * 1024;

/** The same parts; what they hold is found out on the way, and told after the last. */
export async function* inspecting(
  parts: AsyncIterable<Buffer>,
  form: DataForm,
  tell: (found: Inspected) => void,
): AsyncGenerator<Buffer> {
  const reading = patiently(form);
  for await (const part of parts) {
    for await (const piece of stretches(part)) reading.sees(piece);
    yield part;
  }
  tell(reading.ends());
}

/** The other form of inspected data, as bytes. */
export async function* converted(
  parts: AsyncIterable<Buffer>,
  form: DataForm,
  language: Language,
): AsyncGenerator<Buffer> {
  const write = writerOf(form, language);
  for await (const part of parts)
    for await (const piece of stretches(part)) {
      const text = write.takes(piece);
      if (text) yield Buffer.from(text);
    }
  const last = write.ends();
  if (last) yield Buffer.from(last);
}

function writerOf(form: DataForm, language: Language): { takes(part: Buffer): string; ends(): string } {
  if (form.to === 'json') return form.convert();
  const lines = form.convert();
  let mark = CSV_MARK;
  const written = (more: ReturnType<typeof lines.ends>) => {
    if (more.length === 0) return '';
    const text = mark + csvLines(more, language);
    mark = '';
    return text;
  };
  return { takes: (part) => written(lines.takes(part)), ends: () => written(lines.ends()) };
}

async function* stretches(part: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < part.length; at += STRETCH) {
    if (at > 0) await setImmediate();
    yield part.subarray(at, at + STRETCH);
  }
}
