import assert from 'node:assert/strict';
import { addressFaults, emailFault } from '../../domain/email.ts';

const LABEL_OF_63 = 'a'.repeat(63);

describe('An e-mail address (RFC 5321, RFC 1035)', () => {
  for (const text of [
    'anna@example.org',
    'anna+desk@mail.example.org',
    'élodie@exemple.example',
    'a.b-c_d@x.example',
    `anna@${LABEL_OF_63}.example`,
    'anna@1and1.example',
    'anna@bücher.example',
    'anna@例え.テスト',
    'анна@пример.рф',
    `${'a'.repeat(64)}@example.org`,
  ])
    it(`may be ${text}`, () => assert.equal(emailFault(text), undefined));

  for (const [what, text, fault] of [
    ['without a host', 'anna@', 'email-invalid'],
    ['without a dot in its host', 'anna@example', 'email-invalid'],
    ['with a space', 'an na@example.org', 'email-invalid'],
    ['with a second address', 'anna@example.org,eve@example.org', 'email-invalid'],
    ['with a line feed', 'anna@example.org\nBcc: eve@example.org', 'email-invalid'],
    ['with a null', 'anna\u0000@example.org', 'email-invalid'],
    ['with a mark that turns the direction of writing', 'anna\u202e@example.org', 'email-invalid'],
    ['with a space of no width', 'anna\u200b@example.org', 'email-invalid'],
    ['that is a number of a machine in brackets', 'anna@[192.0.2.1]', 'email-invalid'],
    ['with a dot at its end', 'anna@example.org.', 'email-dots'],
    ['with a dot at its beginning', '.anna@example.org', 'email-dots'],
    ['with a dot before the @', 'anna.@example.org', 'email-dots'],
    ['with a dot after the @', 'anna@.example.org', 'email-dots'],
    ['with two dots together before the @', 'an..na@example.org', 'email-dots'],
    ['with two dots together after the @', 'anna@example..org', 'email-dots'],
    ['with 65 characters before the @', `${'a'.repeat(65)}@example.org`, 'email-too-long'],
    [
      'of 255 characters',
      `a@${'b'.repeat(60)}.${`${'c'.repeat(60)}.`.repeat(3)}${'d'.repeat(9)}`,
      'email-too-long',
    ],
    ['with a part of 64 characters in its host', `anna@${LABEL_OF_63}a.example`, 'email-host'],
    ['with a part that takes more than 63 in its plain form', `anna@${'ä'.repeat(60)}.example`, 'email-host'],
    ['with a hyphen at the end of a part', 'anna@example-.org', 'email-host'],
    ['with a hyphen at the beginning of a part', 'anna@-example.org', 'email-host'],
    ['with an underscore in its host', 'anna@ex_ample.org', 'email-host'],
    ['that is a number of a machine', 'anna@192.0.2.1', 'email-ending'],
    ['with figures as its last part', 'anna@example.123', 'email-ending'],
    ['with one letter as its last part', 'anna@example.c', 'email-ending'],
  ] as const)
    it(`is none ${what}: ${fault}`, () => assert.equal(emailFault(text), fault));

  it('is a fault of its field where it cannot exist, and none where there is none', () => {
    const [fault] = addressFaults('anna@example.', 'replyAddress');
    assert.deepEqual([fault?.code, fault?.field], ['email-dots', 'replyAddress']);
    assert.deepEqual(addressFaults('', 'replyAddress'), []);
  });
});
