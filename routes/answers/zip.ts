import type { PassThrough } from 'node:stream';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of a zip: it is asked for once the one before has been read to its end, so that it can tell of those before it. */
export type ZipEntry = { path: string; mediaType: string; parts: () => AsyncIterable<Buffer> };

/** What is small already: to deflate it again takes time and gains nothing. */
const PACKED =
  /^(?:image\/(?!svg|bmp|tiff)|video|audio)|^application\/(?:zip|gzip|x-7z-compressed|pdf|vnd\.)/;

/**
 * A zip as a stream: one file at a time, each part when the reader has taken the one before. Nothing is written to a disk. A part that
 * cannot be read ends the stream with its error, and so does a reader who leaves: no file stays open.
 */
export function zipOf(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>, at: Date): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as PassThrough;
  let current: Readable | undefined;
  const add = ({ path, mediaType, parts }: ZipEntry) =>
    new Promise<void>((resolve) => {
      const options = { mtime: at, mode: 0o100644, compress: !PACKED.test(mediaType) };
      zip.addReadStreamLazy(path, options, (give) => {
        current = Readable.from(parts(), { highWaterMark: 1 });
        current.once('error', (error) => output.destroy(error)); // yazl listens for none
        current.once('end', resolve);
        give(null, current);
      });
    });
  const fill = async () => {
    for await (const entry of entries) await add(entry);
    zip.end();
  };
  fill().catch((error) => output.destroy(error));
  zip.once('error', (error) => output.destroy(error));
  output.once('close', () => current?.destroy());
  return output;
}
