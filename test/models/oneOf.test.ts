import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreationAttributes, Model, ModelStatic } from 'sequelize';
import { insert } from '../../models/database/insert.ts';
import { deskForTests } from '../support/desk.ts';

/** Each column of a closed vocabulary, by its model. */
const COLUMNS: Record<string, string[]> = {
  AnswerFile: ['decision'],
  Attachment: ['purpose'],
  BulkRun: ['act'],
  Code: ['purpose'],
  CountedEndRow: ['channel', 'outcome', 'right', 'standing'],
  DeadlineRow: ['kind', 'state'],
  Event: ['kind'],
  Fact: ['name'],
  Invitation: ['purpose'],
  Letter: ['channel', 'kind', 'language', 'state'],
  LetterTemplate: ['kind', 'language', 'right'],
  Letterhead: ['windowAt'],
  MailPath: ['step'],
  Membership: ['queueOrder', 'role'],
  Organisation: ['plansOn'],
  OrganisationPolicy: ['role'],
  OwnerLink: ['language'],
  PersonLink: ['verdict'],
  RegisterImport: ['state'],
  SettingsChange: ['kind'],
  SubjectRequest: ['channel', 'extension', 'kind', 'language', 'outcome', 'right', 'status', 'undelivered'],
  System: ['kind', 'ownerLanguage'],
  SystemTask: ['kind', 'state'],
  Transmission: ['state'],
  User: ['language', 'passwordProof'],
};

/** Types of columns that hold no vocabulary, beside `string | number | boolean | Date`, bytes and `true`. */
const NO_WORDS = /^(string|number|boolean|true|Date|Buffer|CalendarDate|Edition|Month)$/;

/** Columns of `string` that go by such a name and hold words of people or of a policy. */
const FREE = ['Letter.step', 'System.purpose'];

describe('A column of a closed vocabulary', () => {
  let models: Map<string, ModelStatic<Model>>;
  before(async () => {
    const { models: known } = (await deskForTests()).database;
    models = new Map(Object.entries(known));
  });

  it('is one of these', () => {
    const found = [...models].map(([name, model]) => [name, columnsOf(model)] as const);
    assert.deepEqual(Object.fromEntries(found.filter(([, columns]) => columns.length > 0).sort()), COLUMNS);
  });

  for (const [name, columns] of Object.entries(COLUMNS))
    for (const column of columns)
      it(`takes no other word: ${name}.${column}`, async () => {
        const model = models.get(name) as ModelStatic<Model>;
        const wrong = { [column]: 'nonsense' } as CreationAttributes<Model>;
        await assert.rejects(
          model.build(wrong).validate({ fields: [column] }),
          /Validation isIn on \w+ failed/,
        );
        await assert.rejects(insert(model, [wrong]), new RegExp(`${column} does not know "nonsense"`));
      });

  it('is every column whose type is a vocabulary, and every one named like one', () => {
    const declared = globSync('*.ts', { cwd: join(import.meta.dirname, '../../models') }).flatMap(declaredIn);
    assert.ok(declared.length > 150, `${declared.length}`);
    const asked = declared.filter(({ column, type }) => !NO_WORDS.test(type) || isNamedLikeOne(column));
    assert.deepEqual(
      asked
        .map(({ model, column }) => `${model}.${column}`)
        .filter((each) => !FREE.includes(each))
        .sort(),
      Object.entries(COLUMNS).flatMap(([model, columns]) => columns.map((column) => `${model}.${column}`)),
    );
  });
});

function columnsOf(model: ModelStatic<Model>): string[] {
  const attributes = Object.entries(
    model.getAttributes() as Record<string, { validate?: { isIn?: unknown } }>,
  );
  return attributes.flatMap(([name, { validate }]) => (validate?.isIn ? [name] : [])).sort();
}

const isNamedLikeOne = (column: string): boolean =>
  /(purpose|kind|role|state|status|step|channel|language|outcome)$/i.test(column);

/** The columns that the classes of a file declare, with the type of each: `Role`, of `CreationOptional<Role | null>`. */
function declaredIn(file: string): { model: string; column: string; type: string }[] {
  const text = readFileSync(join(import.meta.dirname, '../../models', file), 'utf8');
  return text
    .split(/^export class /m)
    .slice(1)
    .flatMap((body) => {
      const model = /^\w+/.exec(body)?.[0] ?? '';
      return [...body.matchAll(/^ {2}declare (\w+): (.+);$/gm)].map(([, column = '', written = '']) => ({
        model,
        column,
        type: written.replace(/^CreationOptional<(.*)>$/, '$1').replace(/ \| null$/, ''),
      }));
    });
}
