import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LETTER_STATES } from '../../domain/lifecycle/vocabulary.ts';
import { JOBS } from '../../jobs/timetable.ts';
import { DATABASE_FAULTS } from '../../models/database/databaseFault.ts';
import { noteBackup } from '../../models/lastBackup.ts';
import { createMetrics } from '../../process/metrics.ts';
import { hasProgram } from '../faults/support/tell.ts';
import { deskForTests } from '../support/desk.ts';

const deploy = join(import.meta.dirname, '../../deploy');
const textOf = (file: string) => readFileSync(join(deploy, file), 'utf8');

type Rule = {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: Record<string, string>;
};
const rules: Rule[] = parse(textOf('prometheus/alerts.yaml')).groups.flatMap(
  ({ rules: of }: { rules: Rule[] }) => of,
);
type Panel = { title: string; targets: { expr: string }[] };
const panels: Panel[] = JSON.parse(textOf('grafana/rightsdesk.json')).panels;

/** What Prometheus makes itself. */
const OF_PROMETHEUS = ['up'];

describe('What is shipped for Prometheus and Grafana', () => {
  let shown: string[];
  before(async () => {
    const desk = await deskForTests();
    await noteBackup(desk.database, { madeAt: desk.clock(), bytes: 1 });
    const metrics = createMetrics(desk, 'a token for metrics', { data: import.meta.dirname });
    const { text } = await metrics.read();
    shown = [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].flatMap(([, name, type]) =>
      type === 'histogram' ? ['_bucket', '_count', '_sum'].map((end) => `${name}${end}`) : [name ?? ''],
    );
  });

  it('names only figures that the desk gives', () => {
    const exprs = [
      ...rules.map(({ expr }) => expr),
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    assert.ok(exprs.length > 30);
    const unknown = exprs.flatMap(namesIn).filter((name) => ![...shown, ...OF_PROMETHEUS].includes(name));
    assert.deepEqual([...new Set(unknown)], []);
  });

  it('uses every figure of the desk in a rule or a panel', () => {
    const used = [...rules.map(({ expr }) => expr), ...panels.map(({ targets }) => JSON.stringify(targets))];
    const ours = shown.filter((name) => name.startsWith('rightsdesk_') && !/_(sum|bucket)$/.test(name));
    assert.deepEqual(
      ours.filter((name) => !used.some((text) => text.includes(name))),
      [],
    );
  });

  it('asks for values of labels that there are', () => {
    const texts = [textOf('prometheus/alerts.yaml'), textOf('grafana/rightsdesk.json')].join('\n');
    const valuesOf = (label: string) =>
      [...texts.matchAll(new RegExp(`\\b${label}(?:=~?|!=)\\\\?"([\\w|]+)`, 'g'))].flatMap(([, value]) =>
        (value ?? '').split('|'),
      );
    for (const [label, known] of [
      ['kind', DATABASE_FAULTS],
      ['state', LETTER_STATES],
      ['urgency', ['late', 'today', 'soon', 'inTime', 'waiting', 'done']],
      ['outcome', ['done', 'fault']],
    ] as const) {
      const asked = valuesOf(label);
      assert.ok(asked.length > 0, label);
      assert.deepEqual(
        asked.filter((value) => !(known as readonly string[]).includes(value)),
        [],
        label,
      );
    }
    assert.ok(JOBS.some(({ name }) => name === 'backUp'));
  });

  it('says in each alarm what it means, what helps, and whether somebody has to come', () => {
    for (const { alert, labels, annotations } of rules) {
      assert.ok(['page', 'ticket'].includes(labels.severity), alert);
      assert.match(annotations.summary ?? '', /\.$/, alert);
      assert.match(annotations.remedy ?? '', /\w/, alert);
    }
    assert.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length);
  });

  it('points to sections of the manual that are there', () => {
    const manual = readFileSync(join(deploy, '../docs/running-it.md'), 'utf8');
    const sections = rules.flatMap(({ annotations }) =>
      [...(annotations.remedy ?? '').matchAll(/docs\/running-it\.md, ([A-Z][^.:]*)/g)].map(
        ([, name]) => name ?? '',
      ),
    );
    assert.ok(sections.length >= 3);
    for (const section of sections) assert.ok(manual.includes(`## ${section}\n`), section);
  });

  it('tries each rule: one desk for which it is raised, and one for which it is not', () => {
    type Trial = { alertname: string; exp_alerts: unknown[] };
    const tests: { alert_rule_test: Trial[] }[] = parse(textOf('prometheus/alerts.test.yaml')).tests;
    const trials = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
    const triedBy = (isRaised: boolean) =>
      trials.filter(({ exp_alerts }) => exp_alerts.length > 0 === isRaised).map(({ alertname }) => alertname);
    const all = rules.map(({ alert }) => alert).sort();
    assert.deepEqual([...new Set(triedBy(true))].sort(), all);
    assert.deepEqual([...new Set(triedBy(false))].sort(), all);
    const manual = readFileSync(join(deploy, '../docs/running-it.md'), 'utf8');
    assert.ok(manual.includes(`(${all.length} rules,`), 'the manual counts them');
  });

  it('raises an alarm when it should, and none of a desk that is well', function () {
    if (!hasProgram('promtool')) this.skip();
    for (const file of ['check rules', 'test rules']) {
      const name = file === 'check rules' ? 'alerts.yaml' : 'alerts.test.yaml';
      execFileSync('promtool', [...file.split(' '), join(deploy, 'prometheus', name)], { stdio: 'pipe' });
    }
  });
});

const WORDS_OF_PROMQL = /^(sum|max|min|count|by|on|and|or|rate|increase|time|absent|histogram_quantile|le)$/;

/** The figures that an expression asks for. */
const namesIn = (expr: string): string[] =>
  [...expr.replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"|\bby \([^)]*\)/g, ' ').matchAll(/(?<![\w.])[a-zA-Z_]\w*/g)]
    .map(([name]) => name)
    .filter((name) => !WORDS_OF_PROMQL.test(name));
