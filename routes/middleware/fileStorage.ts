import type { Readable } from 'node:stream';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { releaseMemory } from '../../models/crypto/releaseMemory.ts';
import { destroyUnheld } from '../../models/fileContent/destroy.ts';
import { type ContentWriter, contentWriter, type KeptContent, PART } from '../../models/fileContent/keep.ts';
import type { AppDesk } from '../appDesk.ts';
import { watchType } from './mediaType.ts';
import { limitBroken } from './uploadLimits.ts';

/** What is known of a file once it is stored. */
export type KeptFile = { kept: KeptContent; mediaType: string; size: number };

/** Concurrent writes in this process: enough to keep the disk busy, few enough that small forms get between. */
const WRITES_AT_ONCE = 2;
/** Milliseconds that a completely read form may still be processed after its sender has disconnected. */
const STILL_WORKED_ON = 30_000;

/** Milliseconds that a part may still be being written when a connection breaks. */
const LAST_WRITE = 1000;

type BegunFile = { writer: ContentWriter; stream: Readable };

const faults = new WeakMap<Request, unknown>();

/** Why a file of a form could not be stored, for example because the disk is full. */
export const storageFault = (request: Request): unknown => faults.get(request);

/**
 * Stores the files of forms as they arrive, encrypted and written part by part, so that only one part is in memory. Files of a
 * form that is not accepted are destroyed after the response, or when the connection breaks.
 */
export function fileStorage(desk: AppDesk): StorageEngine {
  const writes = takingTurns(WRITES_AT_ONCE);
  const begunOf = new WeakMap<Request, BegunFile[]>();
  const begin = (request: Request, stream: Readable): ContentWriter => {
    const writer = contentWriter(desk);
    const known = begunOf.get(request);
    if (known) known.push({ writer, stream });
    else {
      const all = [{ writer, stream }];
      begunOf.set(request, all);
      request.res?.once('close', () => forget(request, all));
    }
    return writer;
  };
  const forget = (request: Request, begun: BegunFile[]) => {
    for (const { stream } of begun) stream.destroy(); // nothing more comes
    const destroy = () =>
      destroyUnheld(
        desk.database,
        begun.map(({ writer }) => writer.id() ?? null),
      ).catch(({ name }) => desk.log.warn({ notDestroyed: name })); // the next run of the job does
    if (request.res?.writableFinished) void destroy();
    else setTimeout(destroy, request.complete ? STILL_WORKED_ON : LAST_WRITE).unref();
  };
  const keep = async (request: Request, stream: Readable): Promise<KeptFile | undefined> => {
    const writer = begin(request, stream);
    const type = watchType();
    for await (const part of inParts(stream, PART)) {
      if (isOver(request)) continue;
      type.sees(part);
      await writes(() => writer.add(part));
    }
    if (isOver(request)) return undefined;
    const kept = await writer.end();
    return { kept, mediaType: await type.isKnown(), size: kept.size };
  };
  return {
    _handleFile: (request, { stream }, done) => {
      keep(request, stream as Readable).then(
        (kept) => done(null, kept as object),
        (error) => {
          faults.set(request, error);
          stream.resume();
          done(error);
        },
      );
    },
    _removeFile: (_request, _file, done) => done(null),
  };
}

/** Over the limits, a form is read to its end without being stored, and refused; a disconnected sender sends nothing more. */
const isOver = (request: Request): boolean => Boolean(limitBroken(request) ?? request.res?.destroyed);

/** Every part reuses the buffer of the previous one: freeing buffers costs more than filling them. */
async function* inParts(stream: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  const part = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length; ) {
      const taken = chunk.copy(part, filled, at);
      at += taken;
      filled += taken;
      if (filled < size) continue;
      yield part;
      filled = 0;
    }
    releaseMemory(chunk); // the parser was through with it before it came here
  }
  if (filled > 0) yield part.subarray(0, filled);
}

/** Runs a limited number of tasks at once, the others in order of arrival. */
function takingTurns(atOnce: number) {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
