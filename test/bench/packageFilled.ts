import { SubjectRequest } from '../../models/subjectRequest.ts';
import { type LargeFile, largeAnswer, textOf } from '../support/largeAnswer.ts';
import { atDesk } from './forms.ts';
import { type Effort, rounded, roundOf, type Turn } from './measure.ts';
import type { Served } from './processes.ts';
import { withProcessor } from './processor.ts';
import type { Filled } from './setUp.ts';

/** The files of an answer as large as the goals of packages ask for. */
export const FILES = 200;
/** Of all files; a short look has less. */
const [MIB, FEW_MIB] = [2048, 100];

export const mebibytesFor = ({ answers }: Effort): number => (answers ? FEW_MIB : MIB);

export const fileNames = (): string[] =>
  Array.from({ length: FILES }, (_, nth) => `${String(nth).padStart(3, '0')}.txt`);

/** An answer with so many MiB of text in all; gives its request, its address, and what a browser behind its code sends. */
export const filledAnswer = (filled: Filled, mib: number) =>
  atDesk(filled, async (desk) => {
    const request = await SubjectRequest.findOne({
      where: { right: 'access' },
      order: [['id', 'DESC']],
      rejectOnEmpty: true,
    });
    const files = fileNames().map((name): LargeFile => ({ name, parts: partsOf(mib) }));
    return { requestId: request.id, ...(await largeAnswer(desk, request, files)) };
  });

/** A file of text: an equal share of all. */
export function* partsOf(mib: number): Generator<Buffer> {
  const bytes = Math.floor((mib * 1024 * 1024) / FILES);
  let left = bytes;
  for (const part of textOf(Math.ceil(bytes / 1024 ** 2))) {
    yield part.subarray(0, left);
    left -= part.length;
  }
}

/** Fetches a package once, from the first byte to the end of the zip; in MiB a second of what is in it. */
export const fetching =
  (served: Served, path: string, mib: number): Turn =>
  () =>
    withProcessor(served, async () => {
      const begun = performance.now();
      const answer = await fetch(served.url + path, { headers: served.headers, redirect: 'manual' });
      let last = Buffer.alloc(0);
      for await (const piece of answer.body ?? []) last = Buffer.concat([last, piece]).subarray(-END);
      const ms = performance.now() - begun;
      const isWhole = answer.status === 200 && last.readUInt32LE(0) === END_OF_ZIP;
      const round = roundOf([ms], ms, isWhole ? [] : [`a package of ${answer.status} that ended early`]);
      return { round: { ...round, perSecond: rounded((mib * 1000) / ms) }, answers: 1 };
    });

/** The last record of a zip, without a comment. */
const [END, END_OF_ZIP] = [22, 0x06054b50];
