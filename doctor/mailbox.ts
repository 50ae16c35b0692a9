import { type DoctorRemark, fact, warn } from '../domain/doctor.ts';
import { addressOfSender, isEmail, mayReceive } from '../domain/email.ts';
import { Organisation } from '../models/organisation.ts';
import { hasDesk } from './database.ts';
import type { Subject } from './subject.ts';

/** To which address people's replies go: on a page, those to its own organisation. The desk does not fetch them. */
export async function mailbox({
  settings,
  database: given,
  organisationId,
}: Subject): Promise<DoctorRemark[]> {
  if (!(await hasDesk(given))) return [];
  const sender = addressOfSender(settings.mailFrom);
  const organisations = await Organisation.findAll(organisationId ? { where: { id: organisationId } } : {});
  return organisations.map(({ name: organisation, replyAddress: address }) => {
    if (isEmail(address)) return fact('repliesGo', { organisation, address });
    const code = mayReceive(sender) ? 'repliesToSender' : 'repliesNowhere';
    return warn(code, { organisation, address: sender });
  });
}
