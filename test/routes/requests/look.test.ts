import assert from 'node:assert/strict';
import { anotherOrganisation } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';
import { queueAtHand } from './queueAtHand.ts';

describe('A quick look', () => {
  it('shows beside the list who asks for what, in their words, by when and what comes next; none of another organisation', async () => {
    const queue = await queueAtHand();
    const details = { about: 'I keep getting <b>calls</b>.' };
    const { reference } = await received(queue.desk, queue.organisation, { details });
    const list = await queue.dpo.get('/requests?right=erasure');
    const href = /class="look-at" href="([^"]+)"/.exec(list.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    assert.equal(href, `/requests?right=erasure&look=${reference}#look`);
    const { text } = await queue.dpo.get(href.replace('#look', ''));
    const look = /<aside class="look.*?<\/aside>/s.exec(text)?.[0] ?? '';
    assert.match(look, /I keep getting &lt;b&gt;calls/);
    assert.match(look, /2 April 2026/);
    assert.match(look, /href="\/requests\?right=erasure">Close the look/);
    assert.match(look, new RegExp(`href="/requests/${reference}">Whole request`));
    assert.match(text, /<tr class="is-looked">/);
    const other = await received(queue.desk, await anotherOrganisation(queue.desk));
    for (const odd of [other.reference, 'R-', "R'--", ''])
      assert.doesNotMatch(
        (await queue.dpo.get(`/requests?look=${odd}`).redirects(1)).text,
        /<aside class="look/,
      );
  });
});
