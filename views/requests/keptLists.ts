import { may, type Role } from '../../domain/permissions.ts';
import { mayChangeView } from '../../domain/queue/savedViews.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { KeptList } from '../../models/savedView/keep.ts';
import { errorsOf, type FieldErrors } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import type { Crumb } from './crumbs.ts';

type KeptListsPage = {
  frame: Frame;
  rows: { cells: object[] }[];
  columns: { text: string }[];
};
type KeptListPage = {
  frame: Frame;
  errors: FieldErrors;
  back: string;
  /** What the list shows, in words. */
  holds: string[];
  form: object;
  removal?: object;
};
type KeptListForm = { name: string; isShared: boolean };
type ListReaderRole = { userId: number; role: Role };

/** Every list that the user sees by its name: their own, and those that colleagues share. */
export function keptListsPage(
  base: FrameBase,
  lists: readonly KeptList[],
  reader: ListReaderRole,
): KeptListsPage {
  const { t } = base;
  return {
    frame: { ...base, title: t('queue:kept.title') },
    columns: ['name', 'whose', 'change'].map((name) => ({ text: t(`queue:kept.${name}`) })),
    rows: lists.map((list) => ({
      cells: [
        { text: list.name, href: `/requests?${list.query}` },
        {
          text: list.userId === reader.userId ? t('queue:kept.mine') : list.author,
          note: list.isShared ? t('queue:kept.isShared') : '',
        },
        mayChangeView(list, reader)
          ? { text: t('frame:change'), unseen: list.name, href: `/requests/views/${list.id}` }
          : { text: '' },
      ],
    })),
  };
}

type KeptListInputs = {
  /** Its number; none of a new one. */
  id?: number;
  query: string;
  crumbs: readonly Crumb[];
  view: string;
  values: KeptListForm;
  role: Role;
  fault?: RuleViolation;
};

/** The form that keeps a list by a name, or changes a kept one. */
export function keptListPage(base: FrameBase, given: KeptListInputs): KeptListPage {
  const { t } = base;
  const { id, query, values, role, fault } = given;
  const errors = errorsOf(t, fault ? [fault] : []);
  const key = id === undefined ? 'new' : 'old';
  return {
    frame: { ...base, title: t(`queue:kept.${key}Title`), faulty: Boolean(fault) },
    errors,
    back: id === undefined ? `/requests?${query}` : '/requests/views',
    holds: [given.view, ...given.crumbs.map(({ text }) => text)],
    form: {
      action: id === undefined ? '/requests/views' : `/requests/views/${id}`,
      fields: [
        ...(id === undefined ? [{ partial: 'hidden', name: 'query', value: query }] : []),
        {
          partial: 'field',
          name: 'name',
          label: t('queue:kept.name'),
          hint: t('queue:kept.nameHint'),
          width: 'medium',
          value: values.name,
          error: errors.name,
        },
        ...(may(role, 'share-view')
          ? [
              {
                partial: 'choices',
                type: 'checkbox',
                name: 'shared',
                legend: t('queue:kept.forWhom'),
                options: [{ value: 'yes', text: t('queue:kept.share'), hint: t('queue:kept.shareHint') }],
                values: values.isShared ? ['yes'] : [],
              },
            ]
          : []),
      ],
      button: { text: t(`queue:kept.${key}Button`) },
    },
    removal:
      id === undefined
        ? undefined
        : {
            action: `/requests/views/${id}/removal`,
            fields: [],
            button: { text: t('queue:kept.remove'), kind: 'grave' },
          },
  };
}
