import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ChildAnswer, ChildOrder, ChildTask } from './tasks.ts';
import { endWith } from './watch.ts';

/** The process that does one task with one file, and ends. It loads only what that task needs. */
const DOES: Record<ChildTask, (order: ChildOrder) => Promise<unknown>> = {
  'clean-pdf': async (order) => (await import('../pdf/clean.ts')).cleanPdf(order),
  'plain-pdf': async (order) => (await import('../pdf/plain.ts')).plainPdf(order),
  'clean-office': async (order) => (await import('../office/clean.ts')).cleanOffice(order),
  'survivors-pdf': async (order) => (await import('../pdf/survivors.ts')).survivorsInPdf(order),
  'clean-markup': async (order) => (await import('./whole.ts')).cleanWholeMarkup(order),
  'survivors-markup': async (order) => (await import('./whole.ts')).survivorsInWholeMarkup(order),
  'clean-mail': async (order) => (await import('./whole.ts')).cleanWholeMail(order),
  'survivors-mail': async (order) => (await import('./whole.ts')).survivorsInWholeMail(order),
  'pages-mail': async (order) => (await import('./whole.ts')).pagesOfWholeMail(order),
  'pages-pdf': async (order) => (await import('../pdf/pages.ts')).pagesOfPdf(order),
  'shown-office': async (order) => (await import('../office/shown.ts')).shownOffice(order),
};

endWith(Number(process.argv[2])); // once the desk was killed nobody waits for the result, and nobody ends what takes too long
process.once('disconnect', () => process.exit());
process.once('message', async (order: ChildOrder) => {
  process.send?.(await answered(order), () => process.exit());
});

async function answered(order: ChildOrder): Promise<ChildAnswer> {
  try {
    return { result: await DOES[order.task](order) } as ChildAnswer;
  } catch (error) {
    if (error instanceof RuleViolation) return { violation: { code: error.code, data: error.data } };
    return { fault: String(error) };
  }
}
