import assert from 'node:assert/strict';
import type { ContentSection } from '../../../domain/answers/content.ts';
import { contentsOf, reworded } from '../../../domain/answers/contents.ts';
import type { Evidence } from '../../../domain/answers/evidence.ts';
import { gateOf } from '../../../domain/answers/gate.ts';
import { RIGHTS, type Right } from '../../../domain/rights.ts';
import { evidenceSystem, evidenceTask, wholeAccess } from '../../support/evidence.ts';

const LAW = {
  law: {
    rights: {
      access: 'Art. 15',
      rectification: 'Art. 16',
      erasure: 'Art. 17',
      restriction: 'Art. 18',
      portability: 'Art. 20',
      objection: 'Art. 21(1)',
      'marketing-objection': 'Art. 21(2)',
      'consent-withdrawal': 'Art. 7(3)',
      'automated-decision': 'Art. 22',
    },
  },
};
const contents = (right: Right, evidence: Evidence): ContentSection[] =>
  contentsOf(gateOf(LAW, right, evidence), evidence);
const outline = (right: Right, evidence: Evidence) =>
  contents(right, evidence).map(({ id, parts }) => `${id}: ${parts.map((part) => part.id).join(' ')}`);

describe('What an answer says in words', () => {
  it('to access: whether data are held, each data set, who received them, where nothing was found, and the rights (Art. 15)', () => {
    assert.deepEqual(outline('access', wholeAccess()), [
      'held: held',
      'set-1: categories-1 purposes-1 sources-1 received-by-1 transfers-1 periods-1 copy-1',
      'set-3: categories-3 purposes-3 sources-3 received-by-3 transfers-3 periods-3 copy-3',
      'recipients: recipients-3 recipients-4 transfers-4',
      'searched: copy-2',
      'automated-decisions: automated-decisions-stated',
      'rights: rights complaint',
    ]);
  });

  it('names, for each data set, who received it (C-154/21): who gets a kind of data that it holds, or nobody knows which', () => {
    const whole = wholeAccess();
    whole.systems.push(
      evidenceSystem({ id: 5, name: 'Quill Archive', kind: 'recipient', categories: ['invoices'] }),
      evidenceSystem({ id: 6, name: 'Harbour Bank', kind: 'recipient', categories: [] }),
      evidenceSystem({ id: 7, name: 'Our partners', kind: 'recipient' }),
    );
    const [, shop] = contents('access', whole);
    const received = shop?.parts.find(({ code }) => code === 'received-by');
    assert.equal(received?.data.names, 'Northbank Payments\nSwift Parcels\nHarbour Bank');
  });

  it('says of a place that owes its answer what the register says, and that the rest follows', () => {
    const whole = wholeAccess();
    const [task] = whole.tasks;
    for (const state of ['planned', 'open', 'cannot', 'not-mine'] as const) {
      Object.assign(task ?? {}, { state, count: undefined, files: 0, reason: 'The owner is away' });
      const set = contents('access', whole).find(({ id }) => id === 'set-1');
      assert.equal(set?.parts.at(-1)?.code, 'awaited');
      assert.equal(
        set?.parts.find(({ id }) => id === 'purposes-1')?.data.words,
        'To deliver what was ordered',
      );
    }
  });

  it('says nothing of purposes and recipients where each search found nothing: only where it was searched, and the rights', () => {
    const whole = wholeAccess();
    for (const task of whole.tasks) Object.assign(task, { state: 'nothing-found', searched: 'By address' });
    assert.deepEqual(outline('access', whole), [
      'held: held',
      'searched: copy-1 copy-2 copy-3',
      'rights: rights complaint',
    ]);
  });

  it('to erasure: each place with what was deleted, or that it is kept; why and until when; who was told (Arts. 17, 19)', () => {
    const evidence = {
      ...wholeAccess(),
      tasks: [
        evidenceTask({ systemId: 1, kind: 'delete' }),
        evidenceTask({ systemId: 3, kind: 'delete', state: 'cannot', reason: 'Tax' }),
        evidenceTask({ systemId: 4, kind: 'tell-recipient', note: 'By letter' }),
      ],
      stated: { kept: 'Invoices, for the tax office, until 2034.' },
    };
    evidence.systems.splice(1, 1);
    assert.deepEqual(outline('erasure', evidence), [
      'erased: erased-1 erased-3',
      'kept: kept-stated',
      'told: told-3 told-4',
    ]);
  });

  it('keeps what an owner noted, and why something was not done, apart: it is for the DPO', () => {
    const evidence = wholeAccess();
    evidence.tasks.push(evidenceTask({ systemId: 2, kind: 'correct', note: 'A difficult customer' }));
    const part = contents('rectification', { ...evidence, tasks: evidence.tasks.slice(-1) })[0]?.parts[1];
    assert.equal(part?.id, 'corrected-2');
    assert.equal(part?.aside, 'A difficult customer');
    assert.doesNotMatch(JSON.stringify(part?.data), /difficult/);
  });

  it('is empty where nothing was checked: no register, or another law', () => {
    const none = { ...wholeAccess(), systems: [] };
    assert.deepEqual(contents('access', none), []);
    const gate = gateOf(
      { law: { rights: { access: 'Cal. Civ. Code § 1798.110' } } },
      'access',
      wholeAccess(),
    );
    assert.deepEqual(contentsOf(gate, wholeAccess()), []);
  });

  it('is what the gate found, each thing once: the gate and the person are told the same', () => {
    for (const right of RIGHTS)
      for (const evidence of variants()) {
        const gate = gateOf(LAW, right, evidence);
        const isSaidBelow = gate.rows.some(({ id, found: all }) => id === 'kept' && all.length > 0);
        const found = gate.rows.flatMap(({ id, found: all }) =>
          all.map(({ code, data }) => `${id} ${code} ${data.id ?? ''} ${data.words ?? ''}`),
        );
        const told = contentsOf(gate, evidence)
          .flatMap(({ parts }) => parts)
          .filter(({ code }) => code !== 'received-by' && code !== 'awaited')
          .map(
            ({ requirement, code, data }) => `${requirement} ${code} ${data.id ?? ''} ${data.words ?? ''}`,
          );
        const due = found.filter((one) => !(isSaidBelow && one.startsWith('erased stated')));
        assert.deepEqual(told.sort(), due.sort(), right);
        const named = gate.rows.find(({ id }) => id === 'recipients')?.found ?? [];
        const ids = contentsOf(gate, evidence).flatMap(({ parts }) => parts.map(({ id }) => id));
        assert.equal(new Set(ids).size, ids.length, `${right}: no part stands twice`);
        if (right === 'access')
          for (const { data } of named.filter(({ code }) => code === 'recipient'))
            assert.match(
              JSON.stringify(contentsOf(gate, evidence)),
              new RegExp(`"names":"[^"]*${data.name}`),
            );
      }
  });
});

/** Each task in each state, and the register with holes. */
function* variants(): Generator<Evidence> {
  const states = ['planned', 'open', 'done', 'nothing-found', 'cannot', 'not-mine', 'dropped'] as const;
  const stated = { kept: 'Until 2034.', copy: 'Holds nothing.', recipients: 'None are made.', told: 'None.' };
  for (const state of states)
    for (const words of [{}, stated])
      for (const hole of [{}, { purpose: '' }, { place: '' }, { categories: [] }, { name: 'Our partners' }]) {
        const whole = wholeAccess();
        Object.assign(whole.systems[0] ?? {}, hole);
        Object.assign(whole.systems[3] ?? {}, hole);
        for (const task of whole.tasks.slice(0, 2)) Object.assign(task, { state, reason: 'Away' });
        yield { ...whole, stated: { ...whole.stated, ...words } };
      }
}

describe('The words of the DPO in an answer', () => {
  const own = (part: string, words: string, basis = '') => ({ [part]: { words, basis } });
  const sections = () => contents('access', wholeAccess());
  const part = (id: string, all: ContentSection[]) =>
    all.flatMap(({ parts }) => parts).find((one) => one.id === id);

  it('take the place of suggested ones; no section goes, comes or moves', () => {
    const changed = reworded(sections(), own('purposes-1', 'To bring you your shoes.'));
    assert.equal(part('purposes-1', changed)?.own, 'To bring you your shoes.');
    assert.deepEqual(
      changed.map(({ id, parts }) => [id, parts.map((one) => one.id)]),
      sections().map(({ id, parts }) => [id, parts.map((one) => one.id)]),
    );
  });

  it('are not taken where a name, a count or a place to complain would go, nor where they say nothing', () => {
    const fixed = ['held', 'received-by-1', 'copy-1', 'complaint', 'automated-decisions-stated'];
    for (const id of fixed) assert.equal(part(id, reworded(sections(), own(id, 'x')))?.own, undefined, id);
    assert.equal(part('purposes-1', reworded(sections(), own('purposes-1', ' - ')))?.own, undefined);
    assert.ok(!JSON.stringify(reworded(sections(), own('purposes-9', 'Elsewhere'))).includes('Elsewhere'));
  });

  it('are marked once what they were written on has changed', () => {
    const basis = '["of-system",[["id",1],["system","Shop"],["words","To deliver what was ordered"]]]';
    const fresh = reworded(sections(), own('purposes-1', 'To bring you your shoes.', basis));
    assert.equal(part('purposes-1', fresh)?.isOutdated, false);
    const whole = wholeAccess();
    Object.assign(whole.systems[0] ?? {}, { purpose: 'To deliver, and to advertise' });
    const later = reworded(contents('access', whole), own('purposes-1', 'To bring you your shoes.', basis));
    assert.equal(part('purposes-1', later)?.isOutdated, true);
  });
});
