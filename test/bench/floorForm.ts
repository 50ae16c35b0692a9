/** A form of the floor's request page: the words stand, the address, the version and the choices are filled in. */
export const formOf = (action: string, version: unknown, seen: unknown, options: string): string =>
  `<details><summary>${action}</summary><form method="post" action="${action}"><input type="hidden" name="_csrf"
value="${TOKEN}"><input type="hidden" name="version" value="${version}"><input type="hidden" name="seen" value="${seen}">
${WORDS}<select name="assignee">${options}</select><button type="submit">Send</button></form></details>`;

const TOKEN = 'f'.repeat(64);
const WORDS = `<p>What should be known before this is done, in a sentence that names the article and what follows from it.</p>
<label for="reason">Reason</label><p id="reason-hint">The person reads this in the letter, word for word.</p>
<textarea id="reason" name="reason" rows="4" aria-describedby="reason-hint"></textarea>
<fieldset><legend>How to send it</legend><input id="mail" type="radio" name="sending" value="mail" checked>
<label for="mail">By email</label><input id="post" type="radio" name="sending" value="post"><label for="post">By post,
already sent</label><p>The letter counts from the day on which it was posted.</p></fieldset>
<label for="on">Day of posting</label><input id="on" type="date" name="postedOn"><label for="proof">Proof of posting</label>
<p id="proof-hint">The number of a registered letter, for instance.</p><input id="proof" name="proof" type="text">`;
