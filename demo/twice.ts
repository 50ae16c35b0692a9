import { RuleViolation } from '../domain/ruleViolation.ts';
import { byPerson } from '../models/desk.ts';
import { confirmMailbox } from '../models/subjectRequest/mailbox.ts';
import { merge } from '../models/subjectRequest/merge.ts';
import { receiveRequest } from '../models/subjectRequest/receive.ts';
import { mailboxTokenOf } from '../models/submission/links.ts';
import type { StoryCase, StoryStep } from './story.ts';
import * as english from './words/requests.en.ts';
import * as french from './words/requests.fr.ts';

/** The person asks for the same again by the form, from the same mailbox. */
export const askedAgain = (days: number): StoryStep => ({
  days,
  when: 'any',
  act: async (it) => {
    const { desk, office, person, language, right, random } = it;
    const formKey = `${it.formKey}-again`;
    const { REQUESTS } = language === 'fr' ? french : english;
    const { requests } = await receiveRequest(desk, byPerson(office.organisation.id), {
      formKey,
      channel: 'form',
      language,
      rights: [right],
      person: { name: person.name, email: person.email },
      details: { about: random.pick(REQUESTS[right]) },
      files: [],
      received: { at: desk.clock() },
    });
    await confirmMailbox(desk, mailboxTokenOf(desk, formKey));
    const [again] = requests;
    if (again) it.later(1, () => mergedWith(it, again.reference));
  },
});

/** Somebody looks at what would happen, and does it; not where the first one has been answered or withdrawn meanwhile. */
async function mergedWith({ desk, office, target }: StoryCase, other: string): Promise<void> {
  try {
    await merge(desk, office.by.dpo, target, { other });
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    if (error.code !== 'merge-unconfirmed') return;
    await merge(desk, office.by.dpo, target, { other, shown: String(error.data.seen), confirmed: true });
  }
}
