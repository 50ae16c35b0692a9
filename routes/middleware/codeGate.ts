import type { Request, Response, Router } from 'express';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { type CodeUse, faultOfCode } from '../../models/code/codes.ts';
import type { Frame } from '../../views/layouts/frame.ts';
import type { AppDesk } from '../appDesk.ts';
import { type CodeCookie, grantAccess, hasAccess } from './codeCookie.ts';
import { limit } from './limits.ts';
import { sendPage } from './page.ts';
import { permitAnyone } from './permit.ts';
import { secretPage } from './secretPage.ts';
import { text } from './text.ts';
import { goOn } from './visit.ts';

/** A page that a link alone does not open: whoever has the link also needs a code from the mailbox that it was sent to. */
export type CodeGate<Found> = {
  name: CodeCookie['name'];
  /** The pages' address below the organisation's, before the token. */
  place: `/${string}`;
  /** How long this browser may open the page after the code was typed in. */
  minutes: number;
  /** What the token in the address leads to. Undefined if the response has been sent: it leads to nothing any more. */
  find(request: Request, response: Response): Promise<Found | undefined>;
  send(found: Found, response: Response): Promise<void>;
  use(found: Found, digits: string): Promise<CodeUse>;
  /** The page that asks for the code, in the words of what it opens. View: `answers/code`. */
  page(found: Found, response: Response, fault?: RuleViolation): { frame: Frame };
};

/** The address of a page behind a code. */
export const gatedPath = ({ place }: Pick<CodeGate<never>, 'place'>, token: string): string =>
  `${place}/${encodeURIComponent(token)}`;

/** Whether the code for the page of this token was typed in here. */
export const isUnlocked = (
  desk: AppDesk,
  request: Request,
  { name }: Pick<CodeGate<never>, 'name'>,
): boolean => hasAccess(desk, request, tokenIn(request), { name });

export const tokenIn = (request: Request): string => String(request.params.token);

/** The three steps of the way in: the button that sends the code, the page that asks for it, and the code typed in. */
export function codeGate<Found>(router: Router, desk: AppDesk, gate: CodeGate<Found>): void {
  const pathIn = (request: Request) => gatedPath(gate, tokenIn(request));

  router.post(
    '/:token',
    permitAnyone(),
    secretPage(),
    limit(desk, 'answer-code'),
    async (request, response) => {
      const found = await gate.find(request, response);
      if (!found) return;
      await gate.send(found, response);
      goOn(response, `${pathIn(request)}/code`);
    },
  );

  router.get('/:token/code', permitAnyone(), secretPage(), async (request, response) => {
    const found = await gate.find(request, response);
    if (found) sendPage(response, 'answers/code', gate.page(found, response), 'public');
  });

  router.post(
    '/:token/code',
    permitAnyone(),
    secretPage(),
    limit(desk, 'answer-code-entry'),
    async (request, response) => {
      const found = await gate.find(request, response);
      if (!found) return;
      const use = await gate.use(found, text.parse(request.body.code));
      if (use !== 'right') {
        const page = gate.page(found, response, faultOfCode(use));
        return sendPage(response, 'answers/code', page, 'public', 422);
      }
      const { name, minutes } = gate;
      grantAccess(desk, response, tokenIn(request), { name, path: pathIn(request), minutes });
      goOn(response, pathIn(request));
    },
  );
}
