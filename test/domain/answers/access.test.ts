import assert from 'node:assert/strict';
import { gateOf, missingIn } from '../../../domain/answers/gate.ts';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { wholeAccess } from '../../support/evidence.ts';

const GDPR = { law: { rights: { access: 'Art. 15' } } };
type Whole = ReturnType<typeof wholeAccess>;

const gaps = (evidence: Whole) =>
  missingIn(gateOf(GDPR, 'access', evidence)).flatMap(({ id, gaps: all }) =>
    all.map(({ code, data, where }) =>
      [id, code, data.system, where.to, 'id' in where ? where.id : ''].filter(Boolean).join(' '),
    ),
  );
const system = (whole: Whole, id: number) => {
  const found = whole.systems.find((one) => one.id === id);
  assert.ok(found);
  return found;
};
const task = (whole: Whole, systemId: number) => {
  const found = whole.tasks.find((one) => one.systemId === systemId);
  assert.ok(found);
  return found;
};

/** Each breaks one thing of a whole answer; what is then missing, where it is filled in. */
const DEFECTS: Record<string, [(whole: Whole) => unknown, string[]]> = {
  'Art. 15(1): nobody knows yet whether data are held': [
    (it) => {
      for (const one of it.tasks) Object.assign(one, { state: 'open' });
    },
    [
      'held not-known tasks',
      'copy no-result Shop tasks',
      'copy no-result CRM tasks',
      'copy no-result Northbank Payments tasks',
    ],
  ],
  'Art. 15(1): the answer says that nothing is held, two systems say otherwise': [
    (it) => Object.assign(it, { form: { files: [], nothingHeld: 'No account, no orders.' } }),
    ['held contradicted form'],
  ],
  'Art. 15(1)(a): a system without its purpose': [
    (it) => Object.assign(system(it, 1), { purpose: '' }),
    ['purposes purpose-missing Shop system 1'],
  ],
  'Art. 15(1)(a): a dash is no purpose': [
    (it) => Object.assign(system(it, 1), { purpose: ' - ' }),
    ['purposes purpose-missing Shop system 1'],
  ],
  'Art. 15(1)(b): a system in use whose data nobody described, and which nobody searched': [
    (it) => it.systems.push({ ...system(it, 1), id: 9, name: 'Old wiki', categories: [] }),
    ['categories categories-missing Old wiki system 9'],
  ],
  'Art. 15(1)(c): “Our external service providers” names nobody (C-154/21)': [
    (it) => Object.assign(system(it, 4), { name: 'Our external service providers' }),
    ['recipients no-name Our external service providers system 4'],
  ],
  'Art. 15(1)(c): « Prestataires de services » names nobody': [
    (it) => Object.assign(system(it, 4), { name: 'Prestataires de services' }),
    ['recipients no-name Prestataires de services system 4'],
  ],
  'Art. 15(1)(c): no recipient at all, and nobody says that there is none': [
    (it) => {
      it.systems = it.systems.filter(({ kind }) => kind === 'own');
    },
    ['recipients no-recipient statement'],
  ],
  'Art. 15(1)(d): a system without how long': [
    (it) => Object.assign(system(it, 3), { retention: 'tbd' }),
    ['periods period-missing Northbank Payments system 3'],
  ],
  'Art. 15(1)(g): a system without where its data came from': [
    (it) => Object.assign(system(it, 1), { source: '' }),
    ['sources source-missing Shop system 1'],
  ],
  'Art. 15(1)(h): nothing said about decisions by machines': [
    (it) => Object.assign(it, { stated: {} }),
    ['automated-decisions not-stated statement'],
  ],
  'Art. 15(2): a transfer to the United States without its safeguard': [
    (it) => Object.assign(system(it, 3), { safeguard: '' }),
    ['transfers safeguard-missing Northbank Payments system 3'],
  ],
  'Art. 15(2): a recipient whose place nobody wrote down': [
    (it) => Object.assign(system(it, 4), { place: '' }),
    ['transfers place-missing Swift Parcels system 4'],
  ],
  'Art. 15(2): a place of which nobody can tell the country': [
    (it) => Object.assign(system(it, 4), { place: 'worldwide' }),
    ['transfers country-unclear Swift Parcels system 4'],
  ],
  'Art. 15(3): a system that nobody was asked about': [
    (it) => {
      it.tasks = it.tasks.filter(({ systemId }) => systemId !== 2);
    },
    ['copy not-asked CRM tasks'],
  ],
  'Art. 15(3): a task that was planned and never went out': [
    (it) => Object.assign(task(it, 2), { state: 'planned' }),
    ['copy not-handed-out CRM tasks'],
  ],
  'Art. 15(3): a system whose owner owes a result': [
    (it) => Object.assign(task(it, 1), { state: 'open' }),
    ['copy no-result Shop tasks'],
  ],
  'Art. 15(3): a system that its owner could not search': [
    (it) => Object.assign(task(it, 1), { state: 'cannot', reason: 'Offline' }),
    ['copy cannot Shop tasks'],
  ],
  'Art. 15(3): a system that is somebody else’s': [
    (it) => Object.assign(task(it, 1), { state: 'not-mine' }),
    ['copy not-mine Shop tasks'],
  ],
  'Art. 15(3): a system left out, and nobody says why that is right': [
    (it) => Object.assign(task(it, 2), { state: 'dropped', reason: 'Nobody looks after it' }),
    ['copy left-out CRM statement'],
  ],
  'Art. 15(3): “nothing found” without where and how': [
    (it) => Object.assign(task(it, 2), { searched: '' }),
    ['copy search-missing CRM tasks'],
  ],
  'Art. 15(3): “done” with no file, no count and no note': [
    (it) => Object.assign(task(it, 1), { count: undefined, files: 0 }),
    ['copy proof-missing Shop tasks'],
  ],
  'Art. 15(3): three records found, and no file of them': [
    (it) => Object.assign(task(it, 1), { files: 0 }),
    ['copy no-copy Shop form'],
  ],
  'Art. 15(3): a file that the DPO took from another system': [
    (it) => {
      Object.assign(task(it, 1), { files: 0 });
      it.attached = { from: [3], unplaced: false };
    },
    ['copy no-copy Shop form'],
  ],
  'Art. 15(3): a file that the DPO took, while the owner was asked and may have more': [
    (it) => {
      Object.assign(task(it, 1), { state: 'open', count: undefined, files: 0 });
      it.attached = { from: [1], unplaced: false };
    },
    ['copy no-result Shop tasks'],
  ],
};

describe('What an answer to access must contain (Art. 15)', () => {
  for (const state of ['planned', 'cannot', 'not-mine', 'dropped', 'nothing-found', 'done'] as const)
    it(`is there where the DPO took the copy from a system themselves: ${state}`, () => {
      const whole = wholeAccess();
      Object.assign(task(whole, 1), { state, count: undefined, files: 0 });
      whole.attached = { from: [1], unplaced: false };
      assert.deepEqual(gaps(whole), []);
      const held = gateOf(GDPR, 'access', whole).rows.find(({ id }) => id === 'held');
      assert.deepEqual(held?.found, [{ code: 'held-in', data: { systems: 'Shop, Northbank Payments' } }]);
    });

  it('is there where nobody said from which system the DPO’s file is, or how else the copy is given', () => {
    for (const given of [
      { attached: { from: [], unplaced: true } },
      { stated: { 'automated-decisions': 'None are made.', copy: 'The ledger is copied on paper.' } },
    ]) {
      const whole = Object.assign(wholeAccess(), given);
      Object.assign(task(whole, 1), { files: 0 });
      assert.deepEqual(gaps(whole), []);
    }
  });

  it('is there in a whole answer: nobody is accused', () => {
    assert.deepEqual(gaps(wholeAccess()), []);
    const { rows } = gateOf(GDPR, 'access', wholeAccess());
    assert.deepEqual(
      rows.map(({ article, state }) => `${article} ${state}`),
      [
        'Art. 15(1) complete',
        'Art. 15(1)(a) complete',
        'Art. 15(1)(b) complete',
        'Art. 15(1)(c) complete',
        'Art. 15(1)(d) complete',
        'Art. 15(1)(e) complete',
        'Art. 15(1)(f) complete',
        'Art. 15(1)(g) complete',
        'Art. 15(1)(h) complete',
        'Art. 15(2) complete',
        'Art. 15(3) complete',
      ],
    );
  });

  for (const [title, [plant, expected]] of Object.entries(DEFECTS))
    it(`${title}: that is named, with its place, and nothing else`, () => {
      const whole = wholeAccess();
      plant(whole);
      assert.deepEqual(gaps(whole), expected);
    });

  it('is, where each search found nothing, that nothing is held, and where to complain', () => {
    const none = wholeAccess();
    for (const one of none.tasks) Object.assign(one, { state: 'nothing-found', searched: 'By address' });
    Object.assign(none, { stated: {}, form: { files: [], nothingHeld: 'Searched everywhere.' } });
    for (const one of none.systems) Object.assign(one, { purpose: '', place: '', source: '' });
    const { rows } = gateOf(GDPR, 'access', none);
    assert.deepEqual(
      rows.filter(({ state }) => state === 'complete').map(({ id }) => id),
      ['held', 'rights', 'complaint', 'copy'],
    );
    assert.deepEqual(gaps(none), []);
  });

  it('asks nothing of a system that ended before and was never asked', () => {
    const whole = wholeAccess();
    whole.systems.push({ ...system(whole, 1), id: 8, name: 'Gone', activeUntil: calendarDate('2026-10-31') });
    assert.deepEqual(gaps(whole), []);
  });

  it('is settled by words of the DPO where a system was left out, or nobody received the data', () => {
    const whole = wholeAccess();
    whole.systems = whole.systems.filter(({ kind }) => kind === 'own');
    whole.tasks = whole.tasks.filter(({ systemId }) => systemId < 3);
    Object.assign(task(whole, 2), { state: 'dropped', reason: 'Nobody looks after it' });
    Object.assign(whole.stated, { copy: 'Emptied in 2024.', recipients: 'Nobody received them.' });
    assert.deepEqual(gaps(whole), []);
  });

  it('is not held against a desk without a register, nor under a law that gives access elsewhere', () => {
    assert.equal(gateOf(GDPR, 'access', { ...wholeAccess(), systems: [] }).stands, 'no-register');
    const swiss = { law: { rights: { access: 'Art. 25' } } };
    assert.deepEqual(gateOf(swiss, 'access', wholeAccess()), { stands: 'no-list', rows: [] });
  });
});
