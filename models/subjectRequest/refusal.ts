import { needed } from '../../domain/lifecycle/needed.ts';
import type { RefusalScope } from '../../domain/lifecycle/vocabulary.ts';
import { assertCarried, needsWorksheet } from '../../domain/lifecycle/worksheet.ts';
import { groundsFor } from '../../domain/policies/grounds.ts';
import type { By, Desk } from '../desk.ts';
import { change, type Target } from './change.ts';
import type { Sending } from './changeTools.ts';
import { decide } from './decide.ts';
import { policyOf } from './recompute.ts';
import { worksheetIn } from './worksheet.ts';

/**
 * Refuses a request with the facts and a ground of the law that governs it. The letter names the complaint and the court (Art. 12(4) GDPR).
 * A late refusal is warned about, never blocked. That a request is manifestly unfounded or excessive takes a complete worksheet.
 */
export function refuse(
  desk: Desk,
  by: By,
  target: Target,
  input: { scope?: RefusalScope; ground: string; reason: string; sending: Sending },
) {
  return change(desk, by, target, 'refuse', async (it) => {
    const scope = needed('refuse', 'scope', input.scope);
    const grounds = groundsFor(policyOf(it.desk, it.request), it.request.right);
    const ground = needed(
      'refuse',
      'ground',
      grounds.find(({ id }) => id === input.ground),
    );
    const worksheet = needsWorksheet(ground) ? await worksheetIn(it) : undefined;
    assertCarried(ground, worksheet?.sheet, it.request.receivedOn);
    const reason = needed('refuse', 'reason', input.reason);
    await decide(it, scope === 'whole' ? 'refusal-decided' : 'part-refusal-decided', {
      letter: { scope, ground: ground.id, reason },
      sending: input.sending,
      about: ground.id,
      detail: { reason },
      told: { scope, ground: ground.id, ...(worksheet && { worksheet: worksheet.version }) },
    });
  });
}
