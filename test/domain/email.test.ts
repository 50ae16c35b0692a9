import assert from 'node:assert/strict';
import { isEmail } from '../../domain/email.ts';

describe('A mail address', () => {
  for (const text of [
    'anna@example.org',
    'anna+desk@mail.example.org',
    'élodie@exemple.example',
    'a.b-c_d@x.example',
  ]) {
    it(`may be ${text}`, () => assert.ok(isEmail(text)));
  }

  for (const [what, text] of [
    ['without a host', 'anna@'],
    ['without a dot in its host', 'anna@example'],
    ['with a dot at the end', 'anna@example.org.'],
    ['with a space', 'an na@example.org'],
    ['with a second address', 'anna@example.org,eve@example.org'],
    ['with a line feed', 'anna@example.org\nBcc: eve@example.org'],
    ['with a null', 'anna\u0000@example.org'],
    ['with a mark that turns the direction of writing', 'anna\u202e@example.org'],
    ['with a space of no width', 'anna\u200b@example.org'],
    ['of more than 320 characters', `${'a'.repeat(310)}@example.org`],
  ] as const) {
    it(`is none ${what}`, () => assert.ok(!isEmail(text)));
  }
});
