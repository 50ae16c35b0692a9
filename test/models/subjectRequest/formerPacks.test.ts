import assert from 'node:assert/strict';
import { DeadlineRow } from '../../../models/deadline.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { applyPresentBasis, outdatedRequests, previewDigest } from '../../../models/subjectRequest/basis.ts';
import { circumstancesOf } from '../../../models/subjectRequest/circumstances.ts';
import { factSheetOf } from '../../../models/subjectRequest/recompute.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests } from '../../support/desk.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

describe('A consent withdrawn before the packs were corrected (edition 1)', () => {
  it('keeps the month that it was given until somebody has looked, and is extended no more from then on', async () => {
    const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    const dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { rights: ['consent-withdrawal'] });
    await DeadlineRow.destroy({ where: { requestId: request.id } });
    await SubjectRequest.update({ edition: 1 }, { where: { id: request.id } });
    await assign(desk, dpo, await request.reload(), null);
    const running = async () =>
      Object.values(await deadlinesByClock(request)).flatMap(({ clock, dueOn, state, advisory }) =>
        advisory || state !== 'running' ? [] : [[clock, dueOn]],
      );
    assert.deepEqual(await running(), [['reply', '2026-04-02']]);

    const outdated = await outdatedRequests(desk, dpo);
    const effects = outdated.flatMap(({ differences }) =>
      differences.map(({ effect, was, is }) => [effect, (is ?? was)?.clock]),
    );
    assert.deepEqual(effects, [
      ['ends', 'extension-notice'],
      ['ends', 'refusal-notice'],
      ['new', 'consent-stop'],
      ['new', 'reply-to-withdrawal'],
    ]);

    await applyPresentBasis(desk, dpo, { seen: previewDigest(outdated) });
    await request.reload();
    assert.deepEqual((await running()).map(([clock]) => clock).sort(), [
      'consent-stop',
      'reply',
      'reply-to-withdrawal',
    ]);
    const { extension } = await circumstancesOf(desk, request, await factSheetOf(request));
    assert.equal(extension, null, 'Art. 12(3) covers Arts. 15 to 22, whatever was promised');
  });
});
