import assert from 'node:assert/strict';
import { changedLines } from '../../../domain/letters/difference.ts';
import { filled } from '../../../domain/letters/filling.ts';
import { partsOf, TEMPLATE_KINDS } from '../../../domain/letters/parts.ts';
import { mostSpecific } from '../../../domain/letters/specific.ts';
import { templateFaults } from '../../../domain/letters/template.ts';

const SUBJECT = 'Your request {{reference}}';
const WHOLE = '{{greeting}}\n\n{{decision}}\n\n{{ground}}\n\n{{facts}}\n\n{{complaint}}';
const faultsOf = (body: string, subject = SUBJECT) =>
  templateFaults('refusal', { subject, body }).map(({ code, data, field }) => [
    field,
    code,
    data.line,
    data.tag,
  ]);

describe('A template of a refusal', () => {
  it('is a letter where it holds the decision, the ground, the reasons and the remedies', () => {
    assert.deepEqual(faultsOf(WHOLE), []);
  });

  it('is refused without one of them, with the line where the text ends (Art. 12(4))', () => {
    assert.deepEqual(faultsOf('{{decision}}\n\n{{ground}}\n\n{{facts}}'), [
      ['body', 'template-loses-remedies', 5, '{{complaint}}'],
    ]);
    assert.deepEqual(
      faultsOf('We say no.').map(([, code]) => code),
      [
        'template-loses-decision',
        'template-loses-ground',
        'template-loses-reasons',
        'template-loses-remedies',
      ],
    );
  });

  it('may not hide one under a condition on something else, and may under one on itself', () => {
    const hidden = WHOLE.replace('{{complaint}}', '{{#client}}\n{{complaint}}\n{{/client}}');
    assert.deepEqual(faultsOf(hidden), [['body', 'template-hides-part', 10, '{{complaint}}']]);
    assert.deepEqual(faultsOf(hidden.replaceAll('client', 'complaint')), []);
    assert.deepEqual(
      faultsOf(hidden.replace('#client', '^complaint').replace('/client', '/complaint')).map(
        ([, code]) => code,
      ),
      ['template-hides-part'],
    );
  });

  it('names each fault with its line: an unknown name, half a condition, lone braces, a block in a sentence', () => {
    const body = `{{refrence}} {{moon}}\n{{#client}}\nOn {{today}}: {{decider}}\n{{/name}}\n{{ }} {{open\n${WHOLE}`;
    assert.deepEqual(faultsOf(body), [
      ['body', 'template-unopened', 4, '{{/name}}'],
      ['body', 'template-braces', 5, '{{reference}}'],
      ['body', 'template-unclosed', 2, '{{#client}}'],
      ['body', 'template-name-near', 1, '{{refrence}}'],
      ['body', 'template-name-unknown', 1, '{{moon}}'],
      ['body', 'template-name-unknown', 5, '{{}}'],
      ['body', 'template-part-in-line', 3, '{{decider}}'],
      ['body', 'template-hides-part', 8, '{{decision}}'],
      ['body', 'template-hides-part', 10, '{{ground}}'],
      ['body', 'template-hides-part', 12, '{{facts}}'],
      ['body', 'template-hides-part', 14, '{{complaint}}'],
    ]);
  });

  it('names its request in the subject, and no block stands there', () => {
    assert.deepEqual(faultsOf(WHOLE, 'Our decision'), [
      ['subject', 'template-reference', undefined, '{{reference}}'],
    ]);
    assert.deepEqual(
      faultsOf(WHOLE, '{{reference}} {{ground}}').map(([, code]) => code),
      ['template-part-in-subject'],
    );
    assert.deepEqual(
      [...faultsOf('', ''), ...faultsOf('x'.repeat(20_001))].map(([field, code]) => [field, code]),
      [
        ['subject', 'field-missing'],
        ['body', 'field-missing'],
        ['body', 'text-too-long'],
      ],
    );
  });
});

describe('A template of each kind', () => {
  it('is a letter with its blocks alone', () => {
    for (const kind of TEMPLATE_KINDS) {
      const body = partsOf(kind).map(({ name }) => `{{${name}}}`);
      assert.deepEqual(templateFaults(kind, { subject: SUBJECT, body: body.join('\n\n') }), [], kind);
    }
  });
});

describe('A letter by its template', () => {
  const values = {
    fields: {
      name: { words: 'Ada {{reference}}', otherwise: '' },
      due: { words: '', otherwise: 'without undue delay' },
    },
    parts: { facts: ['One fact.', 'Two facts.'], rest: [] },
  };

  it('has its paragraphs at empty lines, and those of its blocks; what is filled in is read as text', () => {
    assert.deepEqual(filled('Dear {{name}},\n \nWe answer {{due}}.\nYours\n{{facts}}\n\nEnd', values), [
      'Dear Ada {{reference}},',
      'We answer without undue delay.\nYours',
      'One fact.',
      'Two facts.',
      'End',
    ]);
  });

  it('says what stands under a condition only where there is something, or only where there is nothing', () => {
    const body =
      'A\n{{#rest}}\nMore follows:\n{{rest}}\n{{/rest}}\n{{^due}}\nno day\n{{/due}}\nB{{#name}}, {{name}}{{/name}}';
    assert.deepEqual(filled(body, values), ['A\nno day\nB, Ada {{reference}}']);
  });
});

describe('Of several templates', () => {
  const [all, law, right, both] = [
    { right: null, policy: null },
    { right: null, policy: 'gdpr-eu' },
    { right: 'access', policy: null },
    { right: 'access', policy: 'gdpr-eu' },
  ] as const;
  const chosen = (templates: object[], rights: string[], policy = 'gdpr-eu') =>
    mostSpecific(templates as (typeof all)[], { rights, policy });

  it('the most specific is used: right and policy, right, policy, all', () => {
    assert.equal(chosen([all, law, right, both], ['access']), both);
    assert.equal(chosen([all, law, right], ['access']), right);
    assert.equal(chosen([all, law], ['access']), law);
    assert.equal(chosen([law, right, both, all], ['erasure'], 'uk-gdpr'), all);
    assert.equal(chosen([right, both], ['erasure']), undefined);
  });

  it('none for one right is used for a letter about several', () => {
    assert.equal(chosen([right, both, law], ['access', 'erasure']), law);
  });
});

describe('What changed between two versions', () => {
  const changed = (was: string, is: string) =>
    changedLines(was, is).map(({ change, text }) => `${change === 'added' ? '+' : '-'} ${text}`);

  it('is the lines that are gone and those that are new, in order', () => {
    assert.deepEqual(changed('a\nb\n\nc\nd', 'a\nB\n\nc\nx\nd\ne'), ['- b', '+ B', '+ x', '+ e']);
    assert.deepEqual(changed('a\nb', 'a\nb'), []);
    assert.deepEqual(changed('a\na', 'a'), ['- a']);
  });
});
