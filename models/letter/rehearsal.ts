import { Op } from 'sequelize';
import { unsealJson } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { type LetterContext, letterContext } from './context.ts';
import type { LetterText } from './words.ts';

/** A letter before it is sent: its context, and for one already posted the words to store. */
export type Rehearsed = {
  letter: Pick<Letter, 'channel' | 'state'>;
  context: LetterContext;
  kept?: LetterText;
};

/** Ends a rehearsal by rolling back everything that the act wrote. */
class Curtain extends Error {
  readonly rehearsed: Rehearsed | undefined;
  constructor(rehearsed: Rehearsed | undefined) {
    super('a rehearsal is over');
    this.rehearsed = rehearsed;
  }
}

/**
 * Runs an act, reads the letter to the person that it orders, and rolls everything back, so that its author can read it
 * first. Throws what the act throws; returns undefined if it orders no new letter.
 */
export async function rehearse(
  desk: Desk,
  { organisationId }: By,
  reference: string,
  act: () => Promise<unknown>,
): Promise<Rehearsed | undefined> {
  try {
    await inTransaction(desk.database, async () => {
      const request = await SubjectRequest.findOne({
        where: { organisationId, reference },
        rejectOnEmpty: true,
      });
      const where = { requestId: request.id, recipient: 'person' };
      const before = Number((await Letter.max('id', { where })) ?? 0);
      await act();
      const letter = await Letter.findOne({
        where: { ...where, id: { [Op.gt]: before } },
        order: [['id', 'DESC']],
      });
      throw new Curtain(letter ? await readOf(desk, request, letter) : undefined);
    });
  } catch (error) {
    if (error instanceof Curtain) return error.rehearsed;
    throw error;
  }
  return undefined;
}

async function readOf(desk: Desk, request: SubjectRequest, letter: Letter): Promise<Rehearsed> {
  const kept = letter.text ? unsealJson<LetterText>(keyOf(desk, request), letter.text) : undefined;
  const { channel, state } = letter;
  return { letter: { channel, state }, context: await letterContext(desk, letter), kept };
}
