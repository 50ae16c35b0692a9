import { once } from 'node:events';
import { type ClientRequest, request as sendRequest } from 'node:http';
import { MIB } from './files.ts';

/** A table of so many parts of a MiB each. `before` is called before each part, from 1 on, and may end the connection. */
export type SentTable = {
  mebibytes: number;
  parts: Iterable<Buffer>;
  before?: (nth: number, sending: ClientRequest) => void;
};

/** Answers a task with a table, as `curl` does. Gives what came back; status 0 where nothing did. */
export async function byCurl(
  address: string,
  { mebibytes, parts, before }: SentTable,
): Promise<{ status: number; text: string }> {
  const head =
    '--part\r\nContent-Disposition: form-data; name="outcome"\r\n\r\ndone\r\n' +
    '--part\r\nContent-Disposition: form-data; name="files"; filename="export.csv"\r\n\r\n';
  const tail = '\r\n--part--\r\n';
  const headers = {
    'content-type': 'multipart/form-data; boundary=part',
    'content-length': head.length + mebibytes * MIB + tail.length,
  };
  const sending = sendRequest(address, { method: 'POST', headers });
  const answered = once(sending, 'response').then(
    async ([answer]) => {
      let text = '';
      for await (const piece of answer.setEncoding('utf8')) text += piece;
      return { status: answer.statusCode as number, text };
    },
    () => ({ status: 0, text: '' }),
  );
  sending.on('error', () => undefined); // told by the missing answer
  await written(sending, head);
  let nth = 0;
  for (const part of parts) {
    nth += 1;
    before?.(nth, sending);
    if (!(await written(sending, part))) break;
  }
  sending.end(tail);
  return answered;
}

const written = (sending: ClientRequest, bytes: Buffer | string): Promise<boolean> =>
  new Promise((done) => {
    if (sending.destroyed) return done(false);
    sending.write(bytes, (error) => done(!error));
  });
