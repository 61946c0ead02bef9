import { readEthnicity } from './read-ethnicity';
import { readNhsCell, readPncCell } from './read-identifiers';
import { readNeed } from './read-need';
import { readOwner } from './read-owner';
import { readAddress, readEducation } from './read-place';
import { readBand, readRole } from './read-role-and-band';
import { sexOf } from './row-warnings';

describe('the words of a shared sheet', () => {
  it.each([
    ['W1', { status: 'stated', code: 'W1' }],
    ['White British', { status: 'stated', code: 'W1' }],
    ['Mixed - White & Black Carib.', { status: 'stated', code: 'M1' }],
    ['White and Asian', { status: 'stated', code: 'M3' }],
    ['O1', { status: 'stated', code: 'A4' }],
    ['NS', { status: 'not-stated' }],
    ['not asked', { status: 'not-asked' }],
    ['', { status: 'not-known' }],
    ['Asian', { status: 'not-understood' }],
    ['Z7', { status: 'not-understood' }],
  ])('ethnicity %p', (cell, wanted) => expect(readEthnicity(cell)).toEqual(wanted));

  it.each([
    ['V', true, true, false],
    ['victim', true, true, false],
    ['S', true, false, true],
    ['V&S', true, true, true],
    ['v & s', true, true, true],
    ['both', true, true, true],
    ['?', false, false, false],
    ['', false, false, false],
  ])('role %p', (cell, isKnown, isExperiencing, isPerpetrating) => {
    expect(readRole(cell)).toEqual({ isKnown, isExperiencing, isPerpetrating });
  });

  it('never invents a role from words it does not know', () => expect(readRole('witness')).toBeNull());

  it.each([
    ['HIGH', { scale: 'violence', level: 'high' }],
    ['med', { scale: 'violence', level: 'medium' }],
    ['emerging', { scale: 'exploitation', level: 'emerging' }],
    ['Experiencing', { scale: 'exploitation', level: 'experiencing' }],
    ['3', null],
    ['Moderate', null],
  ])('band %s is kept and suggested only when certain', (raw, suggestion) =>
    expect(readBand(raw)).toEqual({ raw, suggestion }),
  );

  it.each([
    ['Y', 'known-need'],
    ['CAMHS', 'known-need'],
    ["ref'd", 'known-need'],
    ['ref’d', 'known-need'],
    ['EHCP', 'known-need'],
    ['4+', 'known-need'],
    ['N', 'no-need-recorded'],
    ['', 'not-known'],
    ['?', 'not-known'],
    ['not disclosed', 'not-known'],
    ['mum says maybe', 'not-known'],
  ])('need %p is %s', (cell, status) => expect(readNeed(cell)).toMatchObject({ raw: cell || null, status }));

  it('an owner matches an account only by e-mail address', () => {
    expect(readOwner('Lead@SCF.example')).toEqual({ kind: 'email', email: 'lead@scf.example' });
    expect(readOwner('S Bello <lead@scf.example>')).toEqual({ kind: 'email', email: 'lead@scf.example' });
    for (const text of ['S. Bello (SCF)', 'YJS duty', 'PC 4417', 'a@b'])
      expect(readOwner(text)).toEqual({ kind: 'text', text });
    expect(readOwner(' ')).toBeNull();
  });

  it('places', () => {
    expect(readAddress('57 Demo Road, Slough SL3 3NS')).toMatchObject({ kind: 'address', postcode: 'SL3 3NS' });
    expect(readAddress('NFA')).toMatchObject({ kind: 'no-fixed-abode', text: 'NFA' });
    expect(readAddress('placed out of area (Reading)')).toMatchObject({ kind: 'placed-out-of-area', area: 'Reading' });
    expect(readEducation('NEET')?.kind).toBe('not-in-education-employment-or-training');
    expect(readEducation('EHE')?.kind).toBe('electively-home-educated');
    expect(readEducation('Haymill Demo PRU')).toEqual({ kind: 'setting', setting: 'Haymill Demo PRU' });
  });

  it('sex X or blank is not known', () => {
    expect(['m', 'Male', 'F', 'Female', 'X', ''].map(sexOf)).toEqual(['male', 'male', 'female', 'female', null, null]);
  });

  it('an identifier is stored in one form or refused with the reason', () => {
    expect(readNhsCell('999 948 7572')).toEqual({ value: '9999487572', findings: [] });
    expect(readNhsCell('9.99949E+09').findings[0]?.message).toContain('shortened');
    expect(readPncCell('20/123801V', '2026-11-21')).toEqual({ value: '2020/0123801V', findings: [] });
    expect(readPncCell('20/123801W', '2026-11-21').findings).toMatchObject([{ kind: 'error', field: 'pnc_id' }]);
    expect(readPncCell('n/k', '2026-11-21')).toEqual({ value: null, findings: [] });
  });
});
