import { RuleViolation } from '../../domain/ruleViolation.ts';
import { cleanPdf } from '../pdf/clean.ts';
import { pagesOfPdf } from '../pdf/pages.ts';
import { survivorsInPdf } from '../pdf/survivors.ts';
import type { ChildAnswer, ChildOrder, ChildTask } from './tasks.ts';

/** The process that does one task with one file, and ends. */
const DOES: Record<ChildTask, (order: ChildOrder) => Promise<unknown>> = {
  'clean-pdf': cleanPdf,
  'survivors-pdf': survivorsInPdf,
  'pages-pdf': pagesOfPdf,
};

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
