import assert from 'node:assert/strict';
import type { CreationAttributes, Model, ModelStatic } from 'sequelize';
import { Attachment } from '../../models/attachment.ts';
import { insert } from '../../models/database/insert.ts';
import { DeadlineRow } from '../../models/deadline.ts';
import { Event } from '../../models/event.ts';
import { Fact } from '../../models/fact.ts';
import { Letter } from '../../models/letter.ts';
import { Membership } from '../../models/membership.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { deskForTests } from '../support/desk.ts';
import { received, staffMemberOf } from '../support/requests.ts';

const COLUMNS: [ModelStatic<Model>, string][] = [
  [SubjectRequest, 'status'],
  [SubjectRequest, 'outcome'],
  [SubjectRequest, 'right'],
  [SubjectRequest, 'channel'],
  [SubjectRequest, 'language'],
  [SubjectRequest, 'extension'],
  [SubjectRequest, 'undelivered'],
  [DeadlineRow, 'state'],
  [DeadlineRow, 'kind'],
  [Fact, 'name'],
  [Event, 'kind'],
  [Letter, 'kind'],
  [Letter, 'state'],
  [Letter, 'channel'],
  [Letter, 'language'],
  [Attachment, 'purpose'],
  [Membership, 'role'],
];

describe('A column of a closed vocabulary', () => {
  let rows: Map<ModelStatic<Model>, Model>;
  before(async () => {
    const desk = await deskForTests();
    const request = await received(desk, desk.organisation);
    await staffMemberOf(desk, desk.organisation);
    rows = new Map([[SubjectRequest, request]]);
    for (const model of [DeadlineRow, Fact, Event, Letter, Membership] as ModelStatic<Model>[])
      rows.set(model, (await model.findOne()) as Model);
    rows.set(Attachment, Attachment.build({ requestId: request.id } as CreationAttributes<Attachment>));
  });

  for (const [model, column] of COLUMNS) {
    it(`takes no other word: ${model.name}.${column}`, async () => {
      const row = rows.get(model) as Model;
      const wrong = { ...row.get(), [column]: 'nonsense' };
      await assert.rejects(
        model.build(wrong).validate({ fields: [column] }),
        /Validation isIn on \w+ failed/,
      );
      await assert.rejects(insert(model, [wrong]), new RegExp(`${column} does not know "nonsense"`));
    });
  }
});
