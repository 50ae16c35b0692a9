import { Attachment } from '../../models/attachment.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import { statusTokenOf } from '../../models/submission/links.ts';
import { Submission } from '../../models/submission.ts';
import { ownerTokenOf } from '../../models/task/ownerLinks.ts';
import { SystemTask } from '../../models/task.ts';
import { openWithCode } from './answered.ts';
import { browser, signedIn, type TestApp } from './app.ts';
import type { TestDesk } from './desk.ts';
import { workHandedOut } from './ownersWork.ts';
import { latestLetter } from './publicForm.ts';
import { received } from './requests.ts';
import { openAsProvider, transmitted } from './transmitted.ts';

/**
 * A request that was answered and transmitted, and one that is worked on: the pages about both for staff, the person, the owner of a system
 * and a provider, each in a browser that has typed its code in, and the forms on them.
 */
export async function workPages(desk: TestDesk, app: TestApp) {
  const [visitor, provider, owner] = [browser(app), browser(app), browser(app)];
  const made = await transmitted(desk, visitor);
  await openWithCode(desk, visitor, made.link);
  await openAsProvider(desk, provider, made.place);
  const { request } = made;
  const dpo = await signedIn(app, 'dpo');
  const asked = await received(desk, desk.organisation, { rights: ['access'] });
  await workHandedOut(desk, made.dpo, asked, { CRM: {} });
  const task = await SystemTask.findOne({ where: { requestId: asked.id }, rejectOnEmpty: true });
  const link = await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true });
  const ofOwner = `/tasks/${ownerTokenOf(desk, link)}`;
  await owner.submit(ofOwner);
  const { code } = await latestLetter(desk, 'task-code');
  await owner.submit(`${ofOwner}/code`, { code: code ?? '' });
  const files = await Attachment.findAll({ where: { requestId: request.id } });
  const { formKey } = await Submission.findByPk(request.submissionId, { rejectOnEmpty: true });
  const status = `/status/${statusTokenOf(desk, formKey)}`;
  const of = (path: string) => `/requests/${request.reference}${path}`;
  const pages = [
    {
      who: dpo,
      paths: ['/requests', of(''), of('/events'), of('/tasks'), of('/answer'), of('/answer/files')],
    },
    {
      who: dpo,
      paths: [
        of('/answer/contents'),
        of('/corrections'),
        ...files.map(({ id }) => of(`/answer/files/${id}`)),
      ],
    },
    { who: dpo, paths: files.map(({ id }) => of(`/files/${id}`)) },
    {
      who: dpo,
      paths: ['', '/tasks', '/answer', '/answer/files', '/answer/contents'].map(
        (path) => `/requests/${asked.reference}${path}`,
      ),
    },
    {
      who: visitor,
      paths: [
        made.link,
        `${made.link}/package`,
        `${made.link}/transmission`,
        status,
        `${status}/${request.reference}/message`,
      ],
    },
    {
      who: visitor,
      paths: files.flatMap(({ id }) => [`${made.link}/files/${id}`, `${made.link}/read/${id}`]),
    },
    { who: provider, paths: [made.place, `${made.place}/package`, `${made.place}/code`] },
    { who: owner, paths: [ofOwner, `${ofOwner}/code`] },
  ];
  const forms = [
    { who: visitor, path: made.link, action: made.link },
    { who: visitor, path: made.link, action: `${made.link}/transmission` },
    { who: provider, path: made.place, action: made.place },
    { who: provider, path: made.place, action: `${made.place}/code` },
    { who: provider, path: made.place, action: `${made.place}/again` },
    { who: owner, path: ofOwner, action: ofOwner },
    { who: owner, path: ofOwner, action: `${ofOwner}/code` },
    { who: owner, path: ofOwner, action: `${ofOwner}/${task.id}` },
    ...files.map(({ id }) => ({ who: dpo, path: '/requests', action: of(`/answer/files/${id}/removals`) })),
    ...files.map(({ id }) => ({ who: dpo, path: '/requests', action: of(`/answer/files/${id}/release`) })),
    { who: dpo, path: '/requests', action: of('/answer') },
    { who: dpo, path: '/requests', action: `/requests/${asked.reference}/answer` },
    { who: dpo, path: '/requests', action: `/requests/${asked.reference}/answer/contents` },
    { who: dpo, path: '/requests', action: `/requests/${asked.reference}/tasks/${task.id}` },
    { who: dpo, path: '/requests', action: of('/tasks/plan') },
  ];
  return { pages, forms };
}
