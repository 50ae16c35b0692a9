import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { MAIL_STEPS, type MailStep, type PathFault } from '../domain/mailSteps.ts';
import { insertOnce } from './database/insert.ts';
import { oneOf } from './database/oneOf.ts';
import { inTransaction } from './database/transaction.ts';
import type { Desk } from './desk.ts';

/**
 * Whether letters leave, as the delivering process last saw it: one row for all processes of the desk, none before the first
 * attempt.
 */
export class MailPath extends Model<InferAttributes<MailPath>, InferCreationAttributes<MailPath>> {
  declare id: CreationOptional<number>;
  declare downSince: CreationOptional<Date | null>;
  declare step: CreationOptional<MailStep | null>;
  declare says: CreationOptional<string | null>;
  /** When it was last logged. */
  declare toldAt: Date;
  /** When the server was last asked. */
  declare askedAt: Date;
}

export function defineMailPath(database: Sequelize): void {
  MailPath.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      downSince: DataTypes.DATE,
      step: oneOf(MAIL_STEPS),
      says: DataTypes.STRING,
      toldAt: DataTypes.DATE,
      askedAt: DataTypes.DATE,
    },
    { sequelize: database, tableName: 'mail_path' },
  );
}

/** A change worth a log line: letters stopped leaving, fail for another reason, still fail, or leave again. */
export type PathNews = ({ mail: 'down' } & PathFault & { since: Date }) | { mail: 'up'; since: Date };

const ROW = 1;
const HOUR = 3_600_000;
/** Milliseconds between records that the server is well. */
const FRESH = 5 * 60_000;

/** Records what was seen of the mail server. Returns the news, if any, to exactly one process. */
export async function noteMailPath(desk: Desk, now: Date, fault?: PathFault): Promise<PathNews | undefined> {
  const before = await MailPath.findByPk(ROW);
  if (!fault && before && !before.downSince && isWithin(FRESH, before.askedAt, now)) return undefined;
  const since = before?.downSince ?? now;
  const news = newsOf(before, fault, since, now);
  const row = {
    downSince: fault ? since : null,
    step: fault?.step ?? null,
    says: fault?.says.slice(0, 500) ?? null,
    toldAt: news || !before ? now : before.toldAt,
    askedAt: now,
  };
  return (await isWritten(desk, before, row)) ? news : undefined;
}

/** If another process has recorded the same meanwhile, that one logs it. */
async function isWritten(
  desk: Desk,
  before: MailPath | null,
  row: Omit<InferCreationAttributes<MailPath>, 'id'>,
): Promise<boolean> {
  if (!before) return (await insertOnce(MailPath, { id: ROW, ...row })) > 0;
  const where = { id: ROW, askedAt: before.askedAt, toldAt: before.toldAt };
  const [written] = await inTransaction(desk.database, () => MailPath.update(row, { where }));
  return written === 1;
}

function newsOf(
  before: MailPath | null,
  fault: PathFault | undefined,
  since: Date,
  now: Date,
): PathNews | undefined {
  if (!fault) return before?.downSince ? { mail: 'up', since } : undefined;
  const isOld =
    before?.downSince && reasonOf(before) === reasonOf(fault) && isWithin(HOUR, before.toldAt, now);
  return isOld ? undefined : { mail: 'down', ...fault, since };
}

/** The step and the reply's code; the words may contain a number that changes each time. */
const reasonOf = ({ step, says }: { step: string | null; says: string | null }): string =>
  `${step} ${/^\d{3}\b/.exec(says ?? '')?.[0] ?? (/^[a-z-]+$/.test(says ?? '') ? says : '')}`;

const isWithin = (span: number, at: Date, now: Date): boolean => now.getTime() - at.getTime() < span;

/** Called when no mail server is configured any more: forgets its state. */
export async function forgetMailPath(desk: Desk): Promise<void> {
  await inTransaction(desk.database, () => MailPath.destroy({ where: { id: ROW } }));
}
