import assert from 'node:assert/strict';
import { whereFrom } from '../../../routes/middleware/limits.ts';

describe('Whom a rate limit counts', () => {
  for (const [ip, counted] of [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, 'unknown'],
  ] as const) {
    it(`is ${counted} for ${ip}`, () => assert.equal(whereFrom({ ip }), counted));
  }
});
