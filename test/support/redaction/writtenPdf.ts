import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** What a page of a PDF that is written by hand has: all but the last as PDF syntax. `more` are objects from number 10 on. */
export type WrittenPdf = {
  content: string;
  /** Entries of the page's own dictionary, its resources, and the catalog. */
  page?: string;
  resources?: string;
  catalog?: string;
  more?: (string | Buffer)[];
  packed?: boolean;
  fonts?: string;
};

/** An object with bytes, packed or as they are. */
export const stream = (dict: string, content: string | Buffer, packed = false): Buffer => {
  const bytes = packed ? deflateSync(Buffer.from(content)) : Buffer.from(content);
  const filter = packed ? ' /Filter /FlateDecode' : '';
  return Buffer.concat([
    Buffer.from(`<< ${dict}${filter} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
};

/** A line of text, in the font of every page. */
export const line = (y: number, text: string, more = ''): string =>
  `BT ${more} /F1 12 Tf 30 ${y} Td (${text}) Tj ET\n`;

function fileOf(objects: Map<number, string | Buffer>): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places: string[] = ['0000000000 65535 f \n'];
  const last = Math.max(...objects.keys());
  const size = () => parts.reduce((all, { length }) => all + length, 0);
  for (let nth = 1; nth <= last; nth++) {
    const object = objects.get(nth) ?? 'null';
    places.push(`${String(size()).padStart(10, '0')} 00000 n \n`);
    parts.push(Buffer.from(`${nth} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  }
  const xref = size();
  parts.push(
    Buffer.from(
      `xref\n0 ${last + 1}\n${places.join('')}trailer\n<< /Size ${last + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A PDF of one page. */
export function written({
  content,
  page = '',
  resources = '',
  catalog = '',
  more = [],
  packed,
  fonts = '',
}: WrittenPdf): Buffer {
  const objects = new Map<number, string | Buffer>([
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`],
    [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      3,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R ${page} /Resources << /Font << /F1 5 0 R ${fonts} >> ${resources} >> >>`,
    ],
    [4, stream('', `${line(360, 'Anna stays')}${content}`, packed)],
    [5, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'],
  ]);
  for (const [nth, object] of more.entries()) objects.set(10 + nth, object);
  return fileOf(objects);
}

/** What says that a stream is drawn as a thing of its own. */
export const FORM =
  '/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Resources << /Font << /F1 5 0 R >> >>';

/** The content of the page is replaced in an update that is appended: the former one is still in the file. */
export function updated(before: Buffer, content: Buffer): Buffer {
  const text = before.toString('latin1');
  const former = text.lastIndexOf('startxref');
  const previous = /startxref\n(\d+)/.exec(text.slice(former))?.[1];
  const object = Buffer.concat([Buffer.from('4 0 obj\n'), content, Buffer.from('\nendobj\n')]);
  const xref = before.length + object.length;
  const table = `xref\n4 1\n${String(before.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.concat([before, object, Buffer.from(table)]);
}

/** What qpdf makes of a file. */
export function byQpdf(bytes: Buffer, ...args: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'rightsdesk-qpdf-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), bytes);
    execFileSync('qpdf', [...args, join(folder, 'in.pdf'), join(folder, 'out.pdf')]);
    return readFileSync(join(folder, 'out.pdf'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
