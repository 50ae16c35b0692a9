import { addressLines } from '../../domain/addressLines.ts';
import type { PaperSheet } from '../../models/letter/words.ts';
import { contentsTable, isOnChanges, saysWhereToComplain } from '../contents/shown.ts';
import { longDate } from '../dates.ts';
import { translator } from '../i18n.ts';
import { recourseWords } from '../law.ts';
import { keptBackText } from '../letters/keptBack.ts';
import { containedIn } from '../letters/sheet.ts';
import { pdfOf } from '../paper/pdf.ts';
import type { Packed } from './index.ts';

/** The letter of a package as PDF/UA: the answer in the words that its page has, with the names of the files that come with it. */
export function packageLetter(packed: Packed, titles: readonly string[]): Promise<Buffer> {
  const { request, organisation, language, answeredAt } = packed;
  const t = translator(language);
  const { reference } = request;
  const name = request.personName ?? '';
  const sheet: PaperSheet = {
    language,
    from: addressLines(organisation.name, organisation.postalAddress),
    to: name ? [name] : [],
    on: longDate(answeredAt, language, request.zone),
    reference: t('letters:sheet.reference', { references: reference }),
    body: bodyOf(packed, titles).filter(Boolean).map(containedIn),
  };
  const words = { subject: t('package:letter.subject', { reference }), text: '', sheet };
  return pdfOf(words, sheet);
}

function bodyOf(packed: Packed, titles: readonly string[]): PaperSheet['body'] {
  const { request, organisation, language, recourse, text, nothingHeld, client, told, rest, completes } =
    packed;
  const t = translator(language);
  const { reference, personName } = request;
  const when = longDate(request.receivedAt, language, request.zone);
  return [
    personName ? t('letters:sheet.dear', { name: personName }) : t('letters:sheet.hello'),
    client ? t('letters:sheet.client', { client }) : '',
    t('letters:about', { reference, right: t(`letters:right.${request.right}`), when }),
    completes ? t('letters:answer.completes', { day: longDate(completes, language) }) : '',
    ...told.filter(isOnChanges).map((section) => contentsTable({ t, language }, section)),
    text,
    ...told
      .filter((section) => !isOnChanges(section))
      .map((section) => contentsTable({ t, language }, section)),
    rest ? `${t('letters:answer.follows', { day: longDate(rest.followsOn, language) })}\n${rest.why}` : '',
    nothingHeld && `${t('package:answer.nothingHeld')}\n${nothingHeld}`,
    titles.length > 0 ? [t('package:letter.enclosed'), ...titles.map((each) => `- ${each}`)].join('\n') : '',
    keptBackText({ t, language }, packed.keptBack),
    saysWhereToComplain(told) ? '' : recourseWords({ t, language }, recourse, 'full').join('\n'),
    t('letters:sheet.closing'),
    organisation.name,
  ];
}
