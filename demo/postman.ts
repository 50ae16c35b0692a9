import { deliverLetters } from '../jobs/deliverLetters.ts';
import type { Mailer } from '../mail/delivery.ts';
import { NotAccepted } from '../mail/failure.ts';
import type { Desk } from '../models/desk.ts';
import { FULL_MAILBOX } from './people.ts';

/** Accepts every letter and sends none, but rejects those to the full mailbox, as a server would. */
const nowhere = (desk: Desk): Mailer => ({
  sender: { mailFrom: 'Rightsdesk demo <demo@example.org>', baseUrl: desk.baseUrl },
  transport: {
    send: async ({ to }) => {
      if (JSON.stringify(to).includes(FULL_MAILBOX))
        throw new NotAccepted({ kind: 'later', error: '452 4.2.2 The mailbox is full', step: 'recipient' });
      return '250 2.0.0 Taken';
    },
    greet: async () => undefined,
  },
});

/** Runs the delivery job at the desk's moment, without a mail server. */
export const deliverNowhere = (desk: Desk) =>
  deliverLetters(desk, nowhere(desk), {
    onFault: (fault) => {
      throw fault;
    },
  });
