import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ChildAnswer, ChildOrder, ChildTask, ChildTasks } from './tasks.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
/** A file that takes longer, or more memory, cannot be cleaned. */
const LONGEST = 120_000;
const MOST_MEMORY = 1500 * 1024 * 1024;

/** Files are cleaned one at a time: each takes a process, and the memory of its library. */
let before: Promise<unknown> = Promise.resolve();

/** Does a task in a process of its own, without our settings. A file that was made to break programs ends that process, not the desk. */
export function inChild<T extends ChildTask>(order: ChildOrder<T>): Promise<ChildTasks[T]['result']> {
  const done = before.then(() => answerOf(order));
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

const answerOf = <T extends ChildTask>(order: ChildOrder<T>): Promise<ChildAnswer<T>> =>
  new Promise((resolve) => {
    const execArgv = ['--max-old-space-size=1024'];
    const child = fork(WORKER, {
      env: {},
      execArgv,
      serialization: 'advanced',
      timeout: LONGEST,
      killSignal: 'SIGKILL',
    });
    const watch = setInterval(() => memoryOf(child) > MOST_MEMORY && child.kill('SIGKILL'), 200);
    const ended = (answer: ChildAnswer<T>) => {
      clearInterval(watch);
      resolve(answer);
    };
    child.once('message', (answer: ChildAnswer<T>) => ended(answer));
    child.once('error', (error) => ended({ fault: String(error) }));
    child.once('exit', (code, signal) => ended({ fault: `ended with ${code ?? signal}` }));
    child.send(order, (error) => error && ended({ fault: String(error) }));
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
