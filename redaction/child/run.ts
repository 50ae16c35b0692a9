import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ChildAnswer, ChildOrder, ChildTask, ChildTasks } from './tasks.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
/** A file that takes longer, in milliseconds, or more memory, in bytes, cannot be cleaned. */
const MOST = { time: 120_000, memory: 1500 * 1024 * 1024 };

/** Files are cleaned one at a time: each takes a process, and the memory of its library. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Does a task in a process of its own, without our settings. A file that was made to break programs ends that process, not the desk. Throws
 * `file-takes-too-long` past the limits, `file-unreadable` where the process ended for another reason.
 */
export function inChild<T extends ChildTask>(
  order: ChildOrder<T>,
  most = MOST,
): Promise<ChildTasks[T]['result']> {
  const done = before.then(() => answerOf(order, most));
  before = done.catch(() => undefined);
  return done.then((answer) => resultOf(order, answer));
}

function resultOf<T extends ChildTask>(
  { name }: ChildOrder<T>,
  answer: ChildAnswer<T>,
): ChildTasks[T]['result'] {
  if ('result' in answer) return answer.result;
  if ('violation' in answer) throw new RuleViolation(answer.violation.code, answer.violation.data);
  throw new RuleViolation('file-unreadable', { name });
}

const answerOf = <T extends ChildTask>(order: ChildOrder<T>, most: typeof MOST): Promise<ChildAnswer<T>> =>
  new Promise((resolve) => {
    const execArgv = ['--max-old-space-size=1024'];
    const child = fork(WORKER, [String(process.pid)], { env: {}, execArgv, serialization: 'advanced' });
    let isStopped = false;
    const stop = () => {
      isStopped = child.kill('SIGKILL');
    };
    const late = setTimeout(stop, most.time);
    const watch = setInterval(() => memoryOf(child) > most.memory && stop(), 200);
    const ended = (answer: ChildAnswer<T>) => {
      clearTimeout(late);
      clearInterval(watch);
      resolve(answer);
    };
    child.once('message', (answer: ChildAnswer<T>) => ended(answer));
    child.once('error', (error) => ended({ fault: String(error) }));
    child.once('exit', (code, signal) => {
      const hasTooMuch = isStopped || signal === 'SIGABRT'; // so the engine ends where its own limit is reached
      ended(hasTooMuch ? tooMuch(order, most) : { fault: `ended with ${code ?? signal}` });
    });
    child.send(order, (error) => error && ended({ fault: String(error) }));
  });

const tooMuch = ({ name }: ChildOrder, { time, memory }: typeof MOST) => ({
  violation: {
    code: 'file-takes-too-long',
    data: { name, minutes: time / 60_000, mebibytes: Math.round(memory / 1024 ** 2) },
  },
});

/** How much memory a process has; 0 where the system does not say. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const [, pages = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Number(pages) * 4096;
  } catch {
    return 0;
  }
}
