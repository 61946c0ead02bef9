import { acceptanceKept, problemsOfAcceptance } from './acceptance';

const TODAY = '2026-11-21';
const whole = { acceptingAuthority: 'Reading', acceptedBy: 'Mr Demo, MASH', acceptedOn: '2026-11-20' };
const fieldsOf = (reason: string, asked: Parameters<typeof problemsOfAcceptance>[1]) =>
  problemsOfAcceptance(reason, asked, TODAY).map(({ field }) => field);

describe('leaving for another area', () => {
  it('names the authority, who accepted there, and the day', () => {
    expect(fieldsOf('moved_area', whole)).toEqual([]);
    expect(fieldsOf('moved_area', {})).toEqual(['acceptingAuthority', 'acceptedBy', 'acceptedOn']);
    expect(fieldsOf('moved_area', { ...whole, acceptedOn: '2026-11-22' })).toEqual(['acceptedOn']);
  });

  it('is the only reason that is accepted elsewhere', () => {
    expect(fieldsOf('over_age', {})).toEqual([]);
    expect(fieldsOf('over_age', whole)).toEqual(['acceptingAuthority']);
  });

  it('keeps blanks as nothing', () => {
    expect(acceptanceKept({ acceptingAuthority: ' ', acceptedBy: '' })).toEqual({
      acceptingAuthority: null,
      acceptedBy: null,
      acceptedOn: null,
    });
  });
});
