import { CORRECTABLE } from '../../../domain/corrections.ts';
import { LANGUAGES } from '../../../domain/languages.ts';
import { CHANNELS } from '../../../domain/lifecycle/vocabulary.ts';
import { correctPerson } from '../../../models/subjectRequest/correctPerson.ts';
import { correctRight } from '../../../models/subjectRequest/correctRight.ts';
import type { Runs } from '../verb.ts';

export const correctionVerbs = {
  'correct-person': ({ desk, by, target, form, given }) => {
    const { known, reason } = form;
    const sent = CORRECTABLE.filter((name) => given.includes(name)).map((name) => [name, form[name]]);
    const channel = CHANNELS.find((one) => one === form.channel);
    const language = LANGUAGES.find((one) => one === form.language);
    const noted = { ...Object.fromEntries(sent), channel, language };
    return correctPerson(desk, by, target, { noted, known, reason });
  },
  'correct-right': ({ desk, by, target, form }) => {
    const { right, reason, shown, confirmed } = form;
    return correctRight(desk, by, target, { right, reason, seen: confirmed ? shown : '' });
  },
} satisfies Partial<Runs>;
