import { BULK, type BulkAct, bulkShapeOf, obstacleInBulk } from '../../domain/lifecycle/bulk.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { PickedRequest } from '../../models/bulk/picked.ts';
import type { BulkLetter } from '../../models/bulk/rehearsal.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { errorsOf, type FieldErrors, sentenceOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { wordsToKeep } from '../letters/wordsOf.ts';

type BulkPlanInput = {
  act: BulkAct;
  requests: PickedRequest[];
  /** The versions that the user has seen; the present one where the form named none. */
  seen: ReadonlyMap<string, number | undefined>;
  colleagues: { id: number; name: string; email: string }[];
  /** The names of the organisation's tags. */
  tags: string[];
  /** The query of the list that they were picked from. */
  list: string;
  values: Partial<Record<string, unknown>>;
  /** The letter that the first of them would get, to be read before all go. */
  letter?: BulkLetter;
  fault?: RuleViolation;
};
/** A row of a table of requests: the request, its person, its right, and what is said of it. */
export type BulkRow = { cells: { text: string; href?: string }[] };

type BulkPlanPage = {
  frame: Frame;
  errors: FieldErrors;
  back: string;
  lead: string;
  doing: { caption: string; rows: BulkRow[] };
  leaving: { caption: string; rows: BulkRow[] };
  columns: { text: string }[];
  reasonColumns: { text: string }[];
  /** The letter of the first, and for whom. */
  letter?: { title: string; words?: LetterText; language: string };
  /** What does it; none where nothing would be done. */
  form?: object;
};

/** What an act on many requests would do to how many, and which it leaves out and why. */
export function bulkPlanPage(base: FrameBase, given: BulkPlanInput): BulkPlanPage {
  const { act, requests, seen, list, fault, letter } = given;
  const asksToRead = bulkShapeOf(act).isRead && !letter;
  const { t } = base;
  const judged = requests.map((request) => ({ request, obstacle: obstacleOf(given, request) }));
  const doing = judged.filter(({ obstacle }) => !obstacle).map(({ request }) => request);
  const leaving = judged.filter(({ obstacle }) => obstacle);
  const errors = errorsOf(t, fault ? [fault] : []);
  const count = doing.length;
  const columns = [
    { text: t('queue:column.reference') },
    { text: t('queue:column.person') },
    { text: t('queue:column.right') },
  ];
  return {
    frame: {
      ...base,
      title: t(`bulk:${act}.title`, { count }),
      faulty: Boolean(fault),
      typing: count > 0 ? TYPING : undefined,
    },
    errors,
    back: `/requests${list}`,
    lead: count > 0 ? t(`bulk:${act}.lead`, { count }) : t('bulk:none'),
    columns,
    reasonColumns: [...columns, { text: t('bulk:why') }],
    doing: { caption: t('bulk:doing', { count }), rows: doing.map((request) => rowOf(base, request)) },
    leaving: {
      caption: t('bulk:leaving', { count: leaving.length }),
      rows: leaving.map(({ request, obstacle }) => rowOf(base, request, obstacle && sentenceOf(t, obstacle))),
    },
    letter: letter && {
      title: t('bulk:letter', { count, person: doing[0]?.person ?? '' }),
      words: letter.kept ?? wordsToKeep(letter.context),
      language: letter.context.language,
    },
    form:
      count === 0
        ? undefined
        : {
            action: '/requests/bulk/runs',
            id: TYPING,
            fields: [
              { partial: 'hidden', name: 'act', value: act },
              { partial: 'hidden', name: 'list', value: list },
              {
                partial: 'hidden',
                name: 'picked',
                value: doing
                  .map(({ reference, version }) => `${reference}:${seen.get(reference) ?? version}`)
                  .join(' '),
              },
              ...(letter ? [{ partial: 'hidden', name: 'letterShown', value: letter.digest }] : []),
              ...fieldsOf(base, given, errors),
            ],
            button: {
              text: asksToRead ? t('bulk:read') : t(`bulk:${act}.button`, { count }),
              links: [{ href: `/requests${list}`, text: t('bulk:notNow') }],
            },
          },
  };
}

function obstacleOf({ act, seen }: BulkPlanInput, request: PickedRequest) {
  const version = seen.get(request.reference);
  if (version !== undefined && version !== request.version) return new RuleViolation('changed-since');
  return obstacleInBulk(act, request);
}

function rowOf({ t }: FrameBase, { reference, person, right }: PickedRequest, why?: string): BulkRow {
  const cells = [
    { text: reference, href: `/requests/${reference}` },
    { text: person },
    { text: t(`requests:right.${right}`) },
  ];
  return { cells: why === undefined ? cells : [...cells, { text: why }] };
}

function fieldsOf(
  { t }: FrameBase,
  { act, colleagues, tags, values }: BulkPlanInput,
  errors: FieldErrors,
): object[] {
  return bulkShapeOf(act).fields.map((name) => {
    const field = {
      name,
      label: t(`verbs:label.${name}`),
      value: String(values[name] ?? ''),
      error: errors[name],
    };
    if (name === 'tag' && act === 'tag')
      return {
        ...field,
        partial: 'field',
        suggestions: tags,
        width: 'medium',
        hint: t('verbs:tag.tagHint'),
      };
    if (name === 'tag')
      return { ...field, partial: 'select', options: tags.map((tag) => ({ value: tag, text: tag })) };
    if (name !== 'assignee')
      return { ...field, partial: 'textarea', rows: 3, hint: t(`verbs:${BULK[act].action}.${name}Hint`) };
    const options = [
      { value: '', text: t('requests:nobody') },
      ...colleagues.map((one) => ({ value: String(one.id), text: one.name || one.email })),
    ];
    return { ...field, partial: 'select', options };
  });
}
