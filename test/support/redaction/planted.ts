import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { PdfPlace } from './pdfs.ts';
import { pdfWith } from './pdfs.ts';

/** A file in which words were planted, and what it must look like without them; for a PDF, what its pages must say. */
export type PlantedFile = {
  kind: string;
  name: string;
  mediaType: string;
  words: string[];
  bytes: Buffer;
  without?: string;
};

const EML = 'message/rfc822';
const MARK = '*****';
const IN_PDF: PdfPlace[] = ['text', 'form field', 'annotation', 'attachment', 'info', 'xmp', 'outline'];
const SYLLABLES = [
  'bor',
  'vil',
  'tem',
  'san',
  'ek',
  'kow',
  'mir',
  'zet',
  'lun',
  'dra',
  'fos',
  'gri',
  'hul',
  'pex',
  'öst',
  'nür',
];

/** Names that no language has, each once, the same on each run. */
export function namesFrom(seed: number): () => string {
  let state = seed;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const word = () => {
    const text = Array.from({ length: 3 }, () => SYLLABLES[next(SYLLABLES.length)]).join('');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const known = new Set<string>();
  return () => {
    for (;;) {
      const name = `${word()} ${word()}`;
      if (!known.has(name)) return known.add(name) && name;
    }
  };
}

/** The kinds of files, and how words are planted in each. */
const KINDS: Record<string, (words: string[]) => Promise<Omit<PlantedFile, 'kind' | 'words'>>> = {
  ...Object.fromEntries(IN_PDF.map((place) => [place, (words: string[]) => inPdf(place, words)])),
  csv: async (words) => {
    const table = (all: string[]) =>
      `id,"name",note\r\n${all.map((one, nth) => `${nth},"${one}","met ""${one}"", Anna stays"`).join('\r\n')}\r\n`;
    return { name: 'data.csv', mediaType: 'text/csv', ...texts(words, table) };
  },
  json: async (words) => {
    const data = (all: string[]) =>
      JSON.stringify(
        all.map((name, id) => ({ id, name: `By ${name}, Anna stays`, tags: [name, id] })),
        null,
        1,
      );
    return { name: 'data.json', mediaType: 'application/json', ...texts(words, data) };
  },
  'mail header': async (words) =>
    inMail(words, (all) => ({ subject: `Anna stays: ${all.join(', ')}`, text: 'Anna stays' })),
  'mail body': async (words) =>
    inMail(words, (all) => ({ subject: 'Anna stays', text: `Anna stays\n${all.join('\n')}\n` })),
};
export const PLANTED_KINDS = Object.keys(KINDS);

async function inPdf(place: PdfPlace, words: string[]) {
  return { name: 'file.pdf', mediaType: 'application/pdf', bytes: await pdfWith({ [place]: words }) };
}

const texts = (words: string[], made: (all: string[]) => string) => ({
  bytes: Buffer.from(made(words)),
  without: made(words.map(() => MARK)),
});

async function inMail(words: string[], made: (all: string[]) => object) {
  const head = {
    from: 'desk@example.org',
    to: 'anna@example.org',
    date: new Date(0),
    messageId: '<1@example.org>',
  };
  const bytes = await new MailComposer({ ...head, ...made(words) }).compile().build();
  return { name: 'mail.eml', mediaType: EML, bytes };
}

/** So many files, of each kind in turn, with ten names planted in each. */
export async function plantedFiles(count: number, seed = 1): Promise<PlantedFile[]> {
  const name = namesFrom(seed);
  const files: PlantedFile[] = [];
  for (let nth = 0; nth < count; nth++) {
    const kind = PLANTED_KINDS[nth % PLANTED_KINDS.length] as string;
    const words = Array.from({ length: 10 }, name);
    files.push({ kind, words, ...(await (KINDS[kind] as (typeof KINDS)[string])(words)) });
  }
  return files;
}
