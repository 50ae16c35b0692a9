import assert from 'node:assert/strict';
import { registerFaults } from '../../../domain/systems/register.ts';

const codes = (entry: { name: string; after: string[] }, others: { name: string; after: string[] }[]) =>
  registerFaults(entry, others).map(({ code, data, field }) => ({
    code,
    names: data.names ?? data.name,
    field,
  }));

describe('An entry among the others of a register', () => {
  it('may come after others', () => {
    assert.deepEqual(codes({ name: 'Archive', after: ['crm'] }, [{ name: 'CRM', after: [] }]), []);
  });

  it('needs a name of its own, however its letters are written', () => {
    assert.deepEqual(codes({ name: 'Café till', after: [] }, [{ name: 'CAFE  Till', after: [] }]), [
      { code: 'system-name-taken', names: 'Café till', field: 'name' },
    ]);
  });

  it('comes after systems that are there only', () => {
    assert.deepEqual(codes({ name: 'CRM', after: ['Billing', 'Shop'] }, [{ name: 'Shop', after: [] }]), [
      { code: 'system-unknown', names: 'Billing', field: 'after' },
    ]);
  });

  it('does not wait for itself, directly or through others: the circle is named', () => {
    assert.deepEqual(codes({ name: 'CRM', after: ['CRM'] }, [{ name: 'Shop', after: [] }]), [
      { code: 'system-unknown', names: 'CRM', field: 'after' },
    ]);
    const others = [
      { name: 'Billing', after: ['Archive'] },
      { name: 'Archive', after: ['CRM'] },
    ];
    assert.deepEqual(codes({ name: 'CRM', after: ['Billing'] }, others), [
      { code: 'systems-in-circle', names: 'CRM → Billing → Archive → CRM', field: 'after' },
    ]);
  });
});
