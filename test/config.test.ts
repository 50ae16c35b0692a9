import assert from 'node:assert/strict';
import { ConfigurationFault, readSettings } from '../config.ts';

describe('The settings', () => {
  it('are all optional', () => {
    const settings = readSettings({});
    assert.equal(settings.port, 3000);
    assert.equal(settings.host, '127.0.0.1');
    assert.equal(settings.baseUrl, 'http://localhost:3000');
    assert.match(settings.databaseUrl, /\/data\/rightsdesk\.sqlite$/);
    assert.equal(settings.role, 'all');
    assert.equal(settings.rateLimits, true);
    assert.equal(settings.smtpInsecure, false);
    assert.equal(settings.trustProxy, false);
  });

  it('let BASE_URL follow the port', () => {
    assert.equal(readSettings({ PORT: '8080' }).baseUrl, 'http://localhost:8080');
    assert.equal(
      readSettings({ BASE_URL: 'https://rights.example.org/' }).baseUrl,
      'https://rights.example.org',
    );
  });

  it('take an empty value for none', () => {
    assert.equal(readSettings({ SMTP_URL: '', PORT: '' }).port, 3000);
  });

  const wrong: [string, string][] = [
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['HOST', 'two words'],
    ['BASE_URL', 'rights.example.org'],
    ['BASE_URL', 'https://example.org/rights'],
    ['BASE_URL', 'ftp://example.org'],
    ['DATABASE_URL', 'mysql://localhost/desk'],
    ['SECRET_KEY', 'short'],
    ['SMTP_URL', 'mail.example.org:25'],
    ['SMTP_URL', 'smtp://mail.example.org?tls.rejectUnauthorized=false'],
    ['SMTP_URL', 'smtp://user:100%@mail.example.org'],
    ['SMTP_INSECURE', 'yes'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@example.org\r\nBcc: b@example.org'],
    ['ROLE', 'worker'],
    ['TRUST_PROXY', 'true'],
    ['LOG_LEVEL', 'loud'],
    ['METRICS_TOKEN', 'x'],
    ['RATE_LIMITS', 'no'],
    ['BACKUP_KEEP', '0'],
    ['BACKUP_KEEP', '2.5'],
  ];
  for (const [name, value] of wrong) {
    it(`refuse ${name}=${JSON.stringify(value)}, saying what would do`, () => {
      assert.throws(
        () => readSettings({ [name]: value }),
        (error) =>
          error instanceof ConfigurationFault &&
          /^\w+: .+\. [A-Z].+\.$/.test(error.message) &&
          error.message.startsWith(`${name}: `),
      );
    });
  }

  it('never repeat a secret or an address with a password', () => {
    for (const name of ['SECRET_KEY', 'METRICS_TOKEN', 'SMTP_URL', 'DATABASE_URL']) {
      const value = name.endsWith('URL') ? 'foo://user:hunter2@x' : 'hunter2';
      assert.throws(
        () => readSettings({ [name]: value }),
        (error) => !/hunter2/.test((error as Error).message),
      );
    }
  });

  const right: [string, string][] = [
    ['TRUST_PROXY', '1'],
    ['TRUST_PROXY', 'loopback, 10.0.0.0/8'],
    ['DATABASE_URL', 'sqlite:./desk.sqlite'],
    ['DATABASE_URL', 'postgres://desk@db.example.org/desk'],
    ['SMTP_URL', 'smtps://user:pass@mail.example.org'],
    ['MAIL_FROM', 'Data protection <privacy@example.org>'],
    ['ROLE', 'jobs'],
  ];
  for (const [name, value] of right) {
    it(`take ${name}=${value}`, () => assert.doesNotThrow(() => readSettings({ [name]: value })));
  }
});
