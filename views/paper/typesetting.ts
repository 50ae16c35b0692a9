import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What is typeset: a template of this folder, its words as JSON, and a picture that they place. */
export type Typesetting = { template: 'letter.typ' | 'report.typ'; words: string; logo?: Uint8Array };

/** One at a time: each takes a process and the memory of its library. */
let before: Promise<unknown> = Promise.resolve();

/** A PDF/UA-1 by its template. */
export function typeset(template: Typesetting['template'], words: object, logo?: Buffer): Promise<Buffer> {
  const made = before.then(() => inItsOwnProcess({ template, words: JSON.stringify(words), logo }));
  before = made.catch(() => undefined);
  return made;
}

const TYPESETTER = fileURLToPath(new URL('./typesetter.ts', import.meta.url));

/** Runs without our settings: a long letter takes hundreds of MiB, which are freed only when the process ends. */
const inItsOwnProcess = (asked: Typesetting): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const child = fork(TYPESETTER, { env: {}, execArgv: [], serialization: 'advanced', timeout: 60_000 });
    child.once('message', (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`The typesetter exited with ${code ?? signal} without a letter`)),
    );
    child.send(asked, (fault) => fault && reject(fault));
  });
