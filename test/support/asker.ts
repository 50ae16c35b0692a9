import assert from 'node:assert/strict';
import { hiddenFieldsIn } from './app.ts';

/** One person's browser, with the cookies and fields that the form of a real server needs. */
export class Asker {
  readonly cookies = new Map<string, string>();
  /** The hidden fields of the check page, once the form is filled in. */
  fields: Record<string, string> = {};
  readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  /** A GET, or a POST of these fields. Does not follow redirects. */
  async send(path: string, fields?: Record<string, string> | FormData): Promise<Response> {
    const body = fields instanceof FormData ? fields : fields && new URLSearchParams(fields);
    const method = fields ? 'POST' : 'GET';
    const headers = { cookie: this.cookie() };
    const answer = await fetch(this.base + path, { method, headers, body, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (/expires=Thu, 01 Jan 1970/i.test(line)) continue; // a lost answer would not have told us
      this.cookies.set(name, value);
    }
    return answer;
  }

  /** The Cookie header. */
  cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The hidden fields of the form at `path` with the action `action`. */
  async hidden(path: string, action = path): Promise<Record<string, string>> {
    const answer = await this.send(path);
    return hiddenFieldsIn(await answer.text(), action) as Record<string, string>;
  }

  async answer(path: string, fields: Record<string, string>): Promise<void> {
    assert.equal((await this.send(path, { ...(await this.hidden(path)), ...fields })).status, 303, path);
  }

  /** Answers every question, up to the check page. `number` identifies the person. */
  async fillIn(number: number): Promise<void> {
    await this.answer('/ask', { rights: 'erasure' });
    await this.answer('/ask/behalf', { behalf: 'self' });
    await this.answer('/ask/who', { name: `Person ${number}`, email: `person${number}@example.org` });
    await this.answer('/ask/about', { about: 'Everything.' });
    this.fields = await this.hidden('/ask/check');
    assert.ok(this.fields.formKey);
  }

  /** Sends the completed form; may be repeated after a lost answer. Returns the address of the confirmation. */
  async post(): Promise<{ status: number; place: string }> {
    const answer = await this.send('/ask/check', this.fields);
    await answer.arrayBuffer();
    return { status: answer.status, place: answer.headers.get('location') ?? '' };
  }
}
