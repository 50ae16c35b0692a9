import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readSettings, SETTING_NAMES } from '../../config.ts';
import { need } from '../faults/support/tell.ts';
import { root } from './dockerfile.ts';

type Service = {
  image: string;
  profiles?: string[];
  environment: Record<string, string>;
  volumes: string[];
  ports?: string[];
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  command?: string[];
  entrypoint?: string[];
  stop_grace_period?: string;
  depends_on?: Record<string, { condition: string }> | string[];
};

const text = readFileSync(join(root, 'compose.yaml'), 'utf8');
const file: { services: Record<string, Service>; volumes: object } = parse(text, { merge: true });
const services = Object.entries(file.services);
const ours = services.filter(([, { image }]) => image === 'rightsdesk');

/** As Compose fills it in from the environment. */
const filled = (value: string, given: Record<string, string>) =>
  value.replace(/\$\{(\w+):-([^}]*)\}/g, (_, name: string, otherwise: string) => given[name] || otherwise);
const settingsOf = ({ environment }: Service, given: Record<string, string> = {}) =>
  readSettings(
    Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, filled(String(value), given)]),
    ),
  );

/** Compose is a program of its own, or a part of docker's; neither needs a daemon to read the file. */
const compose = [['docker-compose'], ['docker', 'compose']].find(
  ([program = '', ...args]) => spawnSync(program, [...args, 'version']).status === 0,
);

describe('compose.yaml', () => {
  it('is understood by Compose, which starts what the file says with the fleet and without', function () {
    this.timeout(60_000);
    need(this, 'docker-compose', compose !== undefined);
    const [program = '', ...args] = compose ?? [];
    const servicesOf = (...profile: string[]) => {
      const asked = [...args, '--file', join(root, 'compose.yaml'), ...profile, 'config'];
      const read: { services: Record<string, Service> } = parse(
        execFileSync(program, asked, { encoding: 'utf8', env: { PATH: process.env.PATH } }),
      );
      return read.services;
    };
    const fleet = servicesOf('--profile', 'fleet');
    assert.deepEqual(
      Object.keys(fleet).sort(),
      'database desk jobs migrate postgres-password proxy web-1 web-2'.split(' '),
    );
    assert.equal(fleet['web-2']?.environment.ROLE, 'web');
    assert.equal(fleet.jobs?.read_only, true);
  });

  it('starts one process on sqlite when nothing else is said', () => {
    const started = services.filter(([, { profiles }]) => !profiles).map(([name]) => name);
    assert.deepEqual(started, ['desk']);
    const settings = settingsOf(file.services.desk as Service);
    assert.match(settings.databaseUrl, /rightsdesk\.sqlite$/);
    assert.deepEqual([settings.role, settings.backupDir], ['all', '/backups']);
  });

  it('has a fleet: PostgreSQL, a schema that is brought up to date once, two for pages, one for jobs, a proxy', () => {
    const roles = ours
      .filter(([, { profiles }]) => profiles?.includes('fleet'))
      .map(([name, service]) => {
        const { role, databaseUrl, jobsPort, trustProxy } = settingsOf(service, { POSTGRES_PASSWORD: 'p' });
        assert.equal(databaseUrl, 'postgres://rightsdesk:p@database/rightsdesk');
        assert.equal(trustProxy, 1);
        return `${name}: ${role}${jobsPort ? ` ${jobsPort}` : ''}`;
      });
    assert.deepEqual(roles, ['migrate: all', 'web-1: web', 'web-2: web', 'jobs: jobs 3001']);
    assert.deepEqual(file.services.migrate?.command, ['node', 'cli.ts', 'migrate']);
    for (const name of ['web-1', 'web-2', 'jobs'])
      assert.deepEqual(file.services[name]?.depends_on, {
        migrate: { condition: 'service_completed_successfully' },
      });
    assert.equal(file.services.proxy?.environment.DESK, 'web-1:3000 web-2:3000');
  });

  it('hands on every setting that there is, except those that a container cannot do without', () => {
    const given = (name: string, value: unknown) => String(value).startsWith(`\${${name}:-`);
    const read = new Set(
      ours.flatMap(([, { environment }]) =>
        Object.entries(environment).flatMap(([name, value]) => (given(name, value) ? [name] : [])),
      ),
    );
    const fixed = SETTING_NAMES.filter((name) => !read.has(name));
    assert.deepEqual(fixed, ['PORT', 'HOST', 'DATA_DIR', 'ROLE', 'BACKUP_DIR']);
    for (const name of fixed) assert.match(text.split('x-desk')[0] ?? '', new RegExp(`\\b${name}\\b`));
    for (const [service, { environment }] of ours)
      for (const name of ['SECRET_KEY', 'POLICIES_DIR', 'RATE_LIMITS'])
        assert.ok(given(name, environment[name]), `${name} of ${service}`);
  });

  it('starts no fleet without a password for its database, and says which setting is missing', () => {
    const { entrypoint = [] } = file.services['postgres-password'] ?? {};
    const [program = '', ...args] = entrypoint.map((word) => word.replaceAll('$$', '$'));
    const asked = (POSTGRES_PASSWORD: string) =>
      spawnSync(program, args, { encoding: 'utf8', env: { PATH: process.env.PATH, POSTGRES_PASSWORD } });
    assert.equal(asked('p').status, 0);
    assert.notEqual(asked('').status, 0);
    assert.match(asked('').stderr, /POSTGRES_PASSWORD: set it in \.env/);
    assert.deepEqual(file.services.database?.depends_on, {
      'postgres-password': { condition: 'service_completed_successfully' },
    });
  });

  it('takes only settings that there are, and hands on those that an operator gives', () => {
    const manual = readFileSync(join(root, 'docs/running-it.md'), 'utf8');
    for (const [, { environment }] of ours)
      for (const name of Object.keys(environment))
        assert.match(manual, new RegExp(`^\\| \`${name}\` \\|`, 'm'), name);
    const { smtpUrl, baseUrl } = settingsOf(file.services.desk as Service, {
      SMTP_URL: 'smtps://mail.example.org',
      BASE_URL: 'https://rights.example.org',
    });
    assert.deepEqual([smtpUrl, baseUrl], ['smtps://mail.example.org', 'https://rights.example.org']);
  });

  it('lets a process write to its volumes and nowhere else, and gives it time to end', () => {
    for (const [name, { read_only, tmpfs, cap_drop, volumes, stop_grace_period }] of ours) {
      assert.deepEqual([read_only, tmpfs, cap_drop], [true, ['/tmp'], ['ALL']], name);
      assert.deepEqual(volumes, ['data:/data', 'backups:/backups'], name);
      assert.ok(Number.parseInt(stop_grace_period ?? '0', 10) > 10, 'the desk ends within ten seconds');
    }
    const named = services.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0] ?? ''));
    assert.deepEqual(
      [...new Set(named)].filter((one) => !one.startsWith('.')).sort(),
      Object.keys(file.volumes).sort(),
    );
  });

  it('opens no port to other machines', () => {
    for (const [name, { ports = [] }] of services)
      for (const port of ports) assert.match(port, /^127\.0\.0\.1:/, name);
  });
});
