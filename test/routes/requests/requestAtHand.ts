import assert from 'node:assert/strict';
import { createOrganisation } from '../../../models/organisation/create.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';

type Fields = Record<string, string>;
type Files = { field: string; name: string; content: string }[];

/** What a letter that was posted today says of itself. */
export const BY_POST = { sending: 'post', postedOn: '2026-03-02', proof: 'Registered letter 1' };
const ASKS_WHY = /^answer$|fulfilment$/;
/** The day of receipt, which is today. */
export const TODAY = '2026-03-02';

/** A DPO before one request, working by its forms. */
export class RequestAtHand {
  desk: TestDesk;
  dpo: Browser;
  request: SubjectRequest;

  constructor(desk: TestDesk, dpo: Browser, request: SubjectRequest) {
    this.desk = desk;
    this.dpo = dpo;
    this.request = request;
  }

  path = (verb: string) => `/requests/${this.request.reference}/${verb}`;
  /** Sends a form; where it asks why it is done without a confirmed identity, that is said. */
  form = (verb: string, fields: Fields = {}, files: Files = []) =>
    this.dpo.submit(
      this.path(verb),
      { ...(ASKS_WHY.test(verb) && { unconfirmed: 'Known' }), ...fields },
      { files },
    );
  html = async () => (await this.dpo.get(`/requests/${this.request.reference}`)).text;
  status = async (verb: string) => (await this.dpo.get(this.path(verb))).status;

  /** Where the request stands now. */
  state = async () => (await this.request.reload()).status;

  /** The form is accepted and leads back to the request. */
  async done(verb: string, fields: Fields = {}, files: Files = []): Promise<void> {
    const { status, headers, text } = await this.form(verb, fields, files);
    assert.equal(status, 303, text?.slice(0, 5000));
    assert.equal(headers.location, `/requests/${this.request.reference}`);
  }

  /** The form is shown again: the fault beside its field, what was written kept, nothing changed. */
  async refused(verb: string, fields: Fields, field: string, sentence: RegExp): Promise<void> {
    const { version } = await this.request.reload();
    const { status, text } = await this.form(verb, fields);
    assert.equal(status, 422, verb);
    assert.match(new RegExp(`id="${field}-error">[\\s\\S]*?</p>`).exec(text)?.[0] ?? text, sentence);
    for (const value of Object.values(fields).filter((one) => one.length > 12))
      assert.ok(text.includes(value), `${value} is kept`);
    assert.equal((await this.request.reload()).version, version);
  }
}

/** A request under the policy with promises of its own: an erasure, received Monday 2 March 2026, 10:00 in Paris. */
export async function requestAtHand(): Promise<RequestAtHand> {
  const desk = await deskForTests();
  const given = { name: 'Second', slug: 'second', policy: 'scalingo-privacy@2015' };
  const organisation = await createOrganisation(desk, given);
  const dpo = await signedIn(appForTests(desk), 'dpo', { organisation });
  return new RequestAtHand(desk, dpo, await received(desk, organisation));
}
