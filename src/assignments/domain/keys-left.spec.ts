import { staysVisibleWithout } from './keys-left';

const lead = { id: 'lead', userId: 'lena', agencyId: 'social-care' };
const owner = { id: 'owner', userId: 'martin', agencyId: 'social-care' };

describe('staysVisibleWithout', () => {
  it('ends the sight of a person with one part', () => {
    expect(staysVisibleWithout('lead', [lead, owner], null, ['lena'])).toBe(false);
  });

  it('keeps it for a person with another part, for their agency’s manager and for the panel', () => {
    expect(staysVisibleWithout('lead', [lead, { ...owner, userId: 'lena' }], null, ['lena'])).toBe(true);
    expect(staysVisibleWithout('lead', [lead, owner], null, ['martin', 'social-care'])).toBe(true);
    expect(staysVisibleWithout('lead', [lead], 'mace', ['chika', 'mace'])).toBe(true);
  });

  it('ends it for the manager when the last part of the agency ends', () => {
    expect(staysVisibleWithout('lead', [lead], null, ['someone', 'social-care'])).toBe(false);
  });
});
