import assert from 'node:assert/strict';
import { changesSince } from '../../../domain/answers/changes.ts';
import type { ContentSection } from '../../../domain/answers/content.ts';
import { contentsOf, reworded } from '../../../domain/answers/contents.ts';
import { gateOf } from '../../../domain/answers/gate.ts';
import { evidenceSystem, evidenceTask, wholeAccess } from '../../support/evidence.ts';

type Whole = ReturnType<typeof wholeAccess>;
const LAW = { law: { rights: { access: 'Art. 15' } } };
const contents = (evidence: Whole): ContentSection[] => contentsOf(gateOf(LAW, 'access', evidence), evidence);
const system = (whole: Whole, id: number) => whole.systems.find((one) => one.id === id) ?? {};
const task = (whole: Whole, systemId: number) => whole.tasks.find((one) => one.systemId === systemId) ?? {};

/** What happened to the whole answer between the first and the second; what the second begins with. */
const CASES: Record<string, [(whole: Whole) => unknown, string[]]> = {
  nothing: [() => undefined, []],
  'a place that was searched without result holds data now': [
    (it) => Object.assign(task(it, 2), { state: 'done', count: 1, files: 1 }),
    ['new CRM'],
  ],
  'a new system': [
    (it) => {
      it.systems.push(evidenceSystem({ id: 9, name: 'Helpdesk' }));
      it.tasks.push(evidenceTask({ systemId: 9 }));
    },
    ['new Helpdesk'],
  ],
  'a new system that has not answered yet': [
    (it) => {
      it.systems.push(evidenceSystem({ id: 9, name: 'Helpdesk' }));
      it.tasks.push(evidenceTask({ systemId: 9, state: 'open', count: undefined, files: 0 }));
    },
    [],
  ],
  'a place that held data has none any more': [
    (it) => Object.assign(task(it, 1), { state: 'nothing-found', searched: 'By address' }),
    ['gone Shop'],
  ],
  'a system is no longer in use': [
    (it) => {
      Object.assign(system(it, 1), { activeUntil: '2026-10-01' });
      it.tasks = it.tasks.filter(({ systemId }) => systemId !== 1);
    },
    ['ended Shop'],
  ],
  'a system was left out: whether it holds data, nobody knows': [
    (it) => {
      Object.assign(task(it, 1), { state: 'dropped', reason: 'Offline' });
      it.stated.copy = 'Nothing of this person.';
    },
    ['left-out Shop'],
  ],
  'a system owes its answer': [
    (it) => Object.assign(task(it, 1), { state: 'open', files: 0 }),
    ['awaited Shop'],
  ],
  'a purpose': [
    (it) => Object.assign(system(it, 1), { purpose: 'To deliver, and to advertise' }),
    ['changed purposes Shop purposes-1'],
  ],
  'how long data are kept, and where from': [
    (it) => Object.assign(system(it, 1), { retention: 'P5Y', source: 'The person, and a list of addresses' }),
    ['changed sources Shop sources-1', 'changed periods Shop periods-1'],
  ],
  'the kinds of data': [
    (it) => Object.assign(system(it, 1), { categories: ['orders', 'addresses'] }),
    ['changed categories Shop categories-1'],
  ],
  'where a processor has the data': [
    (it) => Object.assign(system(it, 3), { place: 'Ireland' }),
    ['changed transfers Northbank Payments transfers-3'],
  ],
  'where a recipient has the data, and what for': [
    (it) => Object.assign(system(it, 4), { place: 'Japan', purpose: 'Returns' }),
    ['changed recipients Swift Parcels recipients-4', 'changed transfers Swift Parcels transfers-4'],
  ],
  'a new recipient': [
    (it) => it.systems.push(evidenceSystem({ id: 8, name: 'Harbour Bank', kind: 'recipient' })),
    ['new-recipient Harbour Bank'],
  ],
  'a recipient gets nothing any more': [
    (it) => Object.assign(system(it, 4), { activeUntil: '2026-10-01' }),
    ['gone-recipient Swift Parcels'],
  ],
  'a recipient under another name is somebody else (C-154/21)': [
    (it) => Object.assign(system(it, 4), { name: 'Rapid Parcels' }),
    ['new-recipient Rapid Parcels', 'gone-recipient Swift Parcels'],
  ],
  'a system under another name is the same place': [
    (it) => Object.assign(system(it, 1), { name: 'Store' }),
    ['renamed Store'],
  ],
  'what is said of decisions by machines': [
    (it) => Object.assign(it.stated, { 'automated-decisions': 'A score for new orders.' }),
    ['changed automated-decisions  automated-decisions-stated'],
  ],
};

const changes = (first: ContentSection[], second: ContentSection[]) =>
  changesSince(first, second).map((change) =>
    'name' in change
      ? `${change.code} ${change.name}`
      : [change.code, 'what' in change ? change.what : [], change.system, 'part' in change ? change.part : []]
          .flat()
          .join(' '),
  );

describe('What changed since an earlier answer to access', () => {
  for (const [name, [happened, expected]] of Object.entries(CASES))
    it(`is told: ${name}`, () => {
      const second = wholeAccess();
      happened(second);
      assert.deepEqual(changes(contents(wholeAccess()), contents(second)), expected);
    });

  it('does not hold an incomplete answer against a whole one: what it left out is no change, what it owed is now there', () => {
    const first = wholeAccess();
    Object.assign(system(first, 1), { purpose: '' });
    Object.assign(task(first, 3), { state: 'open', count: undefined, files: 0 });
    assert.deepEqual(changes(contents(first), contents(wholeAccess())), ['answered Northbank Payments']);
  });

  it('says nothing of a place that owed its answer then, and where a search has now found nothing', () => {
    const [first, second] = [wholeAccess(), wholeAccess()];
    Object.assign(task(first, 3), { state: 'open', count: undefined, files: 0 });
    Object.assign(task(second, 3), { state: 'nothing-found', searched: 'By address' });
    assert.deepEqual(
      changes(contents(first), contents(second)).filter((one) => one.includes('gone ')),
      [],
    );
  });

  it('does not count words that the DPO chose again; others count where the register changed', () => {
    const own = (words: string) => ({ 'purposes-1': { words, basis: '' } });
    const later = wholeAccess();
    Object.assign(system(later, 1), { purpose: 'To deliver parcels' });
    const first = reworded(contents(wholeAccess()), own('To bring you your shoes.'));
    assert.deepEqual(changes(first, reworded(contents(later), own('To bring you your shoes.'))), []);
    assert.deepEqual(changes(first, contents(wholeAccess())), []);
    assert.deepEqual(changes(first, reworded(contents(later), own('To bring you more.'))), [
      'changed purposes Shop purposes-1',
    ]);
  });
});
