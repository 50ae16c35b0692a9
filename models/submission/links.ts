import type { Desk } from '../desk.ts';

/** The secret of a submission's status link; always the same until the person's address is corrected. */
export const statusTokenOf = (desk: Desk, formKey: string, mailboxChanges = 0): string =>
  desk.keyring.token('status', linkedTo(formKey, mailboxChanges));

/** The secret of the link that confirms the mailbox. */
export const mailboxTokenOf = (desk: Desk, formKey: string, mailboxChanges = 0): string =>
  desk.keyring.token('mailbox', linkedTo(formKey, mailboxChanges));

/** The input from which a submission's links are derived: different for each mailbox that the person had. */
export const linkedTo = (formKey: string, mailboxChanges: number): string =>
  mailboxChanges === 0 ? formKey : `${formKey}:${mailboxChanges}`;
