import assert from 'node:assert/strict';
import { readSystem, type SystemForm } from '../../../domain/systems/systemForm.ts';
import { systemForm } from '../../support/systems.ts';

const faultsOf = (form: SystemForm) => {
  const read = readSystem(form);
  return 'faults' in read ? read.faults.map(({ field, code }) => `${field} ${code}`) : [];
};
const CRM = {
  name: ' CRM ',
  purpose: 'Customer relations',
  categories: ['prospects', 'Prospects', ' letters '],
  identifiers: ['email', 'contract number'],
  ownerName: 'Zoé Martin',
  ownerEmail: ' Zoe@Example.org ',
  deputyEmail: 'max@example.org',
  absentUntil: '2026-12-24',
  leadDays: '3',
  backupDays: '35',
  activeFrom: '2020-01-01',
  instructions: { access: 'Open the record, export as CSV.', erasure: '  ' },
};

describe('The form of a system', () => {
  it('becomes an entry: texts trimmed, each item once, addresses in lower case, empty instructions left out', () => {
    assert.deepEqual(readSystem(systemForm(CRM)), {
      value: {
        name: 'CRM',
        kind: 'own',
        purpose: 'Customer relations',
        categories: ['prospects', 'letters'],
        identifiers: ['email', 'contract number'],
        source: '',
        retention: '',
        place: '',
        safeguard: '',
        ownerName: 'Zoé Martin',
        ownerEmail: 'zoe@example.org',
        ownerLanguage: 'en',
        deputyEmail: 'max@example.org',
        absentUntil: '2026-12-24',
        instructions: { access: 'Open the record, export as CSV.' },
        leadDays: 3,
        backupDays: 35,
        after: [],
        activeFrom: '2020-01-01',
        activeUntil: null,
      },
    });
  });

  const WRONG: [string, Partial<SystemForm>, string[]][] = [
    ['without a name', { name: '  ' }, ['name field-missing']],
    ['with a name of signs alone', { name: '---' }, ['name name-without-letters']],
    ['of an unknown kind', { kind: 'cloud' }, ['kind system-kind-unknown']],
    ['with an owner who has no email address', { ownerEmail: 'zoe' }, ['ownerEmail email-invalid']],
    ['with a day that does not exist', { absentUntil: '2026-02-30' }, ['absentUntil date-invalid']],
    [
      'that ends before it begins',
      { activeFrom: '2026-05-02', activeUntil: '2026-05-01' },
      ['activeUntil active-reversed'],
    ],
    ['with a lead time of 21 working days', { leadDays: '21' }, ['leadDays count-out-of-range']],
    ['with a backup cycle of no days', { backupDays: '0' }, ['backupDays count-out-of-range']],
    ['with a purpose of 501 letters', { purpose: 'x'.repeat(501) }, ['purpose text-too-long']],
    [
      'with an instruction of 4,001 letters',
      { instructions: { erasure: 'x'.repeat(4001) } },
      ['how-erasure text-too-long'],
    ],
    [
      'with 61 categories',
      { categories: Array.from({ length: 61 }, (_, nth) => `c${nth}`) },
      ['categories too-many-items'],
    ],
    [
      'with two faults',
      { name: '', leadDays: 'soon' },
      ['name field-missing', 'leadDays count-out-of-range'],
    ],
  ];
  for (const [title, more, faults] of WRONG)
    it(`is refused ${title}, beside the field`, () => {
      assert.deepEqual(faultsOf(systemForm({ ...CRM, ...more })), faults);
    });

  it('gives the owner a working week where nobody says otherwise', () => {
    const read = readSystem(systemForm({ name: 'CRM', leadDays: '' }));
    assert.equal('value' in read && read.value.leadDays, 5);
  });
});
