import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { isWaiting } from '../../models/task/answerTask.ts';
import { linkOfToken } from '../../models/task/ownerLinks.ts';
import { sentenceOf } from '../../views/faults.ts';
import type { AppDesk } from '../appDesk.ts';
import { answerLine } from '../middleware/answerLine.ts';
import { isByProgram } from '../middleware/csrf.ts';
import { httpStatusOf } from '../middleware/errors.ts';
import { wholeNumber } from '../middleware/text.ts';
import { readTextsOnly } from '../middleware/uploads.ts';
import { visitFrame } from '../middleware/visit.ts';

/** Files of a task that is answered already are not stored a second time: a program is told before they are read. */
export const refuseRepeats =
  (desk: AppDesk): RequestHandler =>
  async (request, response, next) => {
    if (!isByProgram(response)) return next();
    const link = await linkOfToken(desk, String(request.params.token));
    if (!link || (await isWaiting(link, taskIn(request)))) return next();
    readTextsOnly(request, response, () => next(new RuleViolation('task-answered')));
  };

export const taskIn = ({ params }: Request): number => wholeNumber.parse(params.task);

/** What went wrong, in one line; other faults, and those of browsers, are for the pages of the desk. */
export const faultLine: ErrorRequestHandler = (error, _request, response, next) => {
  const status = httpStatusOf(error);
  if (!isByProgram(response) || status >= 500) return next(error);
  const { t } = visitFrame(response);
  const named = error instanceof RuleViolation && error.code !== 'not-found';
  if (named) return answerLine(response, error.code === 'task-answered' ? 409 : status, sentenceOf(t, error));
  const known = [404, 413, 429].find((one) => one === status) ?? 422;
  answerLine(response, status, `${t(`errors:s${known}.title`)}. ${t(`errors:s${known}.sentence`)}`);
};
