import assert from 'node:assert/strict';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import type { By } from '../../../models/desk.ts';
import { organisationFaults } from '../../../models/organisation/faults.ts';
import { Organisation } from '../../../models/organisation.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { applyPresentBasis, outdatedRequests, previewDigest } from '../../../models/subjectRequest/basis.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

describe('A Swiss organisation that has not chosen its canton', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-03T09:00:00Z' });
    await Organisation.update({ calendar: 'CH' }, { where: { id: desk.organisation.id } });
    await desk.organisation.reload();
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
  });
  const due = async () => (await deadlinesByClock(request)).reply?.dueOn;

  it('goes on receiving: the days that all cantons share count, and Good Friday is none of them', async () => {
    assert.equal(request.calendar, 'CH');
    assert.equal(await due(), '2026-04-03');
  });

  it('keeps the dates of former requests until somebody has seen what moves', async () => {
    await SubjectRequest.update({ edition: 1 }, { where: { id: request.id } });
    await request.reload();
    await assign(desk, dpo, request, null);
    assert.equal(await due(), '2026-04-07', 'the library’s Good Friday and Easter Monday');
    const outdated = await outdatedRequests(desk, dpo);
    assert.ok(outdated.some(({ differences }) => differences.some(({ is }) => is?.dueOn === '2026-04-03')));
    await applyPresentBasis(desk, dpo, { seen: previewDigest(outdated) });
    assert.equal(await due(), '2026-04-03');
  });

  it('cannot save its settings without one', () => {
    const { languages, ...fields } = desk.organisation.get({ plain: true });
    const faults = organisationFaults(desk, {
      ...fields,
      policy: 'fadp-ch',
      languages: languages.split(','),
    });
    assert.deepEqual(
      faults.map((fault) => fault instanceof RuleViolation && [fault.field, fault.code]),
      [['calendar', 'calendar-needs-canton']],
    );
  });
});
