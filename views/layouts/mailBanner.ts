import { DELIVERY_FAULTS } from '../../domain/mailSteps.ts';
import type { MailDown } from '../../models/user/staff.ts';
import { longMoment } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import type { Frame } from './frame.ts';

type BannerContext = { t: T; language: Language; zone: string; mayOpenOutbox: boolean };

/** No mail server is set: letters wait, and may be posted instead. */
export const noMailBanner = ({ t, mayOpenOutbox }: BannerContext): Frame['banner'] => ({
  text: t('mailPath:none'),
  ...(mayOpenOutbox && outbox(t)),
});

/** A mail server is set but no letter leaves: since when, why, the server's words and the remedy. */
export function mailDownBanner(down: MailDown | undefined, words: BannerContext): Frame['banner'] {
  if (!down) return undefined;
  const { t, mayOpenOutbox } = words;
  return {
    text: textOf(down, words),
    ...(mayOpenOutbox && outbox(t)),
    detail: {
      summary: t('mailPath:detail'),
      rows: [
        { key: t('mailPath:says'), value: saidBy(down.says, t) },
        { key: t('mailPath:helps'), value: t(`mailPath:remedy.${down.step}`) },
        { key: t('mailPath:try'), value: t('mailPath:tryIt'), code: TRY },
      ],
      end: t('mailPath:end'),
    },
  };
}

/** For letters that the server has but did not answer, the text does not claim either way. */
function textOf({ since: at, step }: MailDown, { t, language, zone }: BannerContext): string {
  const since = longMoment(at, language, zone);
  return step === 'acceptance'
    ? t('mailPath:unsure', { since })
    : t('mailPath:down', { since, why: t(`mailPath:why.${step}`) });
}

const TRY = 'npm run -s rightsdesk -- mail test ADDRESS';

const outbox = (t: T) => ({ href: '/settings/outbox', link: t('mailPath:openOutbox') });

/** The cause of the fault: the server's own words, or ours if it said nothing. */
function saidBy(says: string, t: T): string {
  const ours = DELIVERY_FAULTS.find((one) => one === says);
  return ours ? t(`outbox:reason.${ours}`) : says;
}
