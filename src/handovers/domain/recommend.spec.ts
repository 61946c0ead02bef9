import { type Candidate, type Held, heldKey } from './held';
import { whyNot } from './may-hold';
import { loadAfter, recommend } from './recommend';

const held = (of: Partial<Held> = {}): Held => ({
  kind: 'plan_owner',
  thingId: 'thing',
  individualId: 'case',
  panelId: null,
  holderId: 'gone',
  agencyId: 'scf',
  agencyKind: 'childrens_services',
  holderRoles: ['practitioner'],
  isHolderMissing: true,
  isOpenCase: true,
  isRestricted: false,
  accessKeys: ['scf'],
  visibility: 'all_agencies',
  visibleTo: [],
  ...of,
});

const candidate = (id: string, of: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  agencyId: 'scf',
  agencyName: 'Children First',
  agencyKind: 'childrens_services',
  roles: ['practitioner'],
  openCases: 0,
  workedWith: [],
  onCases: [],
  panels: [],
  takesMail: true,
  awaySoon: null,
  ...of,
});

describe('a recommended holder', () => {
  it('has worked with the person before, however much they carry', () => {
    const before = candidate('before', { openCases: 30, workedWith: ['case'] });
    expect(recommend([held()], [candidate('free'), before]).get(heldKey(held()))?.id).toBe('before');
  });

  it('otherwise has the fewest open cases, counting what this handover gives', () => {
    const things = ['a', 'b', 'c', 'd'].map((id) => held({ thingId: id, individualId: id }));
    const people = [candidate('one', { openCases: 1 }), candidate('none'), candidate('ten', { openCases: 10 })];
    expect([...recommend(things, people).values()].map(({ id }) => id)).toEqual(['none', 'none', 'one', 'none']);
  });

  it('is spread over those who have worked with the people before, also who is on their cases already', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const things = ids.map((id) => held({ thingId: id, individualId: id }));
    const people = ['one', 'two'].map((id) => candidate(id, { openCases: 9, workedWith: ids, onCases: ids }));
    expect([...recommend(things, people).values()].map(({ id }) => id)).toEqual(['one', 'two', 'one', 'two']);
  });

  it('is given no load by a case in which there is nothing left to do', () => {
    const things = ['a', 'b', 'c'].map((id) => held({ thingId: id, individualId: id, isOpenCase: id === 'c' }));
    const people = [candidate('one', { openCases: 1 }), candidate('two', { openCases: 1 })];
    expect([...recommend(things, people).values()].map(({ id }) => id)).toEqual(['one', 'one', 'one']);
    expect(loadAfter(candidate('one', { openCases: 1, onCases: ['a'] }), things)).toBe(2);
    expect(loadAfter(candidate('one', { openCases: 1, onCases: ['c'] }), things)).toBe(1);
  });

  it('is one person for all of a case', () => {
    const things = [held({ thingId: 'a' }), held({ thingId: 'b', kind: 'lead_professional' })];
    expect([...recommend(things, [candidate('one'), candidate('two')]).values()].map(({ id }) => id)).toEqual([
      'one',
      'one',
    ]);
  });

  it('does the same work: no police officer on the case for a social worker, and no manager before a practitioner', () => {
    const officer = candidate('officer', {
      agencyKind: 'police',
      agencyId: 'tvp',
      workedWith: ['case'],
      onCases: ['case'],
    });
    const manager = candidate('manager', { roles: ['manager'], workedWith: ['case'] });
    const worker = candidate('worker', { openCases: 12 });
    expect(recommend([held()], [officer, manager, worker]).get(heldKey(held()))?.id).toBe('worker');
    expect(recommend([held()], [officer]).size).toBe(0);
    expect(whyNot(held(), officer)).toBeNull();
    // Whose role was taken away is followed by anybody who may hold it.
    const without = held({ holderRoles: ['administrator'] });
    expect(recommend([without], [manager, worker]).get(heldKey(without))?.id).toBe('manager');
  });

  it('is at work for longer than a few weeks, though whoever has a short leave is proposed', () => {
    const people = (isLong: boolean) => [
      candidate('away', { awaySoon: { from: '2026-11-30', until: null, isLong } }),
      candidate('busy', { openCases: 20 }),
    ];
    const best = (isLong: boolean) => recommend([held()], people(isLong)).get(heldKey(held()))?.id;
    expect([best(true), best(false)]).toEqual(['busy', 'away']);
  });

  it('is nobody where nobody may hold it', () => {
    expect(recommend([held()], [candidate('police', { agencyId: 'tvp' })]).size).toBe(0);
  });
});

describe('who may hold a thing', () => {
  const may = (thing: Partial<Held>, person: Partial<Candidate>): boolean =>
    whyNot(held(thing), candidate('person', person)) === null;

  it('is of the agency that holds it, or a partner on the case already', () => {
    expect(may({}, {})).toBe(true);
    expect(may({}, { agencyId: 'tvp' })).toBe(false);
    expect(may({}, { agencyId: 'tvp', onCases: ['case'] })).toBe(true);
    expect(may({}, { agencyId: 'tvp', onCases: ['another'] })).toBe(false);
  });

  it('is not the holder, nor somebody who works no cases', () => {
    expect(may({ holderId: 'person' }, {})).toBe(false);
    expect(may({}, { roles: ['panel_member'] })).toBe(false);
    expect(may({ kind: 'action' }, { roles: ['panel_member'] })).toBe(true);
  });

  it('is named, on a restricted record', () => {
    expect(may({ isRestricted: true, accessKeys: ['other'] }, {})).toBe(false);
    expect(may({ isRestricted: true, accessKeys: ['person'] }, {})).toBe(true);
  });

  it('may read the action', () => {
    expect(may({ kind: 'action', visibility: 'police_only' }, {})).toBe(false);
    expect(may({ kind: 'action', visibility: 'childrens_services_only' }, {})).toBe(true);
    expect(may({ kind: 'action', visibility: 'named_agencies', visibleTo: ['scf'] }, {})).toBe(true);
    expect(may({ kind: 'action', visibility: 'named_agencies', visibleTo: ['tvp'] }, {})).toBe(false);
  });

  it('sits on panels and not on this one, for a seat', () => {
    const seat = { kind: 'panel_seat', individualId: null, panelId: 'mace' } as const;
    expect(may(seat, { roles: ['panel_member'], agencyId: 'tvp' })).toBe(true);
    expect(may(seat, { roles: ['panel_member'], panels: ['mace'] })).toBe(false);
    expect(may(seat, { roles: ['practitioner'] })).toBe(false);
  });
});
