import { CORRECTABLE, OF_CLIENT } from '../../domain/corrections.ts';
import { type VerbName, verbPath } from '../../domain/lifecycle/verbs.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { isolated } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { valueWords } from './corrected.ts';
import { type FactRow, policyLines, receiptInFull } from './facts.ts';
import { isOffered } from './offers.ts';
import { personWords } from './person.ts';

type CorrectionsPage = {
  frame: Frame;
  back: string;
  about: string;
  rows: FactRow[];
  /** The form that adds something which came outside the desk. */
  add?: string;
};

type CorrectionsInput = { page: RequestPage; role: Role };

/** Everything about a request that may be wrong, each with the form to correct it. */
export function correctionsPage(base: FrameBase, { page, role }: CorrectionsInput): CorrectionsPage {
  const { t } = base;
  const { reference, personName, right } = page.request;
  const wayTo = (verb: VerbName, field = '') =>
    isOffered(verb, page, role) ? { href: `${verbPath(verb, reference)}${field}` } : undefined;
  const mayCorrectAddress = page.actions.includes('correct-address');
  const isOfNoClient = (field: string) => !page.noted.behalfName && OF_CLIENT.some((one) => one === field);
  const ofThePerson = CORRECTABLE.filter((field) => !isOfNoClient(field)).map((field) => ({
    key: t(`newRequest:label.${field}`),
    lines: [valueWords(t, field, page.noted[field])],
    change: isFixed(field) ? undefined : wayTo('correct-person', `#${field}`),
  }));
  function isFixed(field: string): boolean {
    return field === 'email' ? !mayCorrectAddress : field === 'channel' && page.noted.channel === 'form';
  }
  return {
    frame: { ...base, title: t('requests:corrections.title') },
    back: `/requests/${reference}`,
    about: `${reference} · ${isolated(personWords(t, personName, page.details.behalf?.name))}`,
    rows: [
      {
        key: t('requests:fact.right'),
        lines: [t(`requests:right.${right}`)],
        change: wayTo('correct-right'),
      },
      {
        key: t('requests:fact.received'),
        lines: [receiptInFull(base, page)],
        change: wayTo('correct-receipt'),
      },
      ...ofThePerson,
      { key: t('requests:fact.policy'), lines: policyLines(base, page), change: wayTo('change-policy') },
    ],
    add: wayTo('record-reply')?.href,
  };
}

/** The address of the corrections page; undefined for a user who may correct nothing. */
export function wayToCorrections({ request }: RequestPage, role: Role): string | undefined {
  return may(role, 'correct-person') ? `/requests/${request.reference}/corrections` : undefined;
}
