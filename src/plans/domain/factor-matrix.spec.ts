import fc from 'fast-check';
import { factorMatrix, gapsOf } from './factor-matrix';
import { type PlanAction, type PlanBody, readByAll } from './plan-content';
import { NEED_STATUSES } from './plan-vocabulary';

const AT = '2026-11-21T10:00:00.000Z';
const LATER = '2026-11-22T10:00:00.000Z';

const action = (answers: string[], status = 'open', visibility = 'all_agencies'): PlanAction => ({
  id: 'action',
  goalId: null,
  description: 'Arrange a mentor',
  kind: 'support',
  ownerName: 'Lena Marsh',
  ownerAgencyName: 'Demonstration Children First',
  dueOn: '2026-12-10',
  status,
  outcome: null,
  visibility,
  answers,
});

const need = (status: (typeof NEED_STATUSES)[number] = 'unmet') => ({
  id: 'need',
  domain: 'mental_health' as const,
  status,
  detail: 'Sleeps badly',
  recordedBy: 'Lena Marsh',
  recordedAt: AT,
});

const risk = (visibility = 'all_agencies') => ({
  id: 'risk',
  factor: 'Threats',
  direction: 'from_others' as const,
  level: 'high' as const,
  protectiveFactors: '',
  endedOn: null,
  recordedBy: 'Lena Marsh',
  recordedAt: AT,
  visibility,
});

const plan = (parts: Partial<PlanBody>): PlanBody => ({
  leadProfessional: null,
  planOwner: null,
  needs: [],
  risks: [],
  goals: [],
  entries: [],
  actions: [],
  ...parts,
});

const states = (body: PlanBody) => factorMatrix(body).map(({ id, state }) => [id, state]);

describe('the factor matrix', () => {
  it('has every risk that has not ended and every need that is unmet, partly met or not yet known, risks first', () => {
    const ended = { ...risk(), id: 'ended', endedOn: '2026-11-20' };
    const needs = NEED_STATUSES.map((status) => ({ ...need(status), id: status }));
    expect(states(plan({ needs, risks: [risk(), ended] }))).toEqual([
      ['risk', 'gap'],
      ['partly_met', 'gap'],
      ['unmet', 'gap'],
      ['not_yet_known', 'gap'],
    ]);
  });

  it.each([
    ['open', 'covered'],
    ['done', 'done'],
    ['not_done', 'gap'],
    ['could_not_be_done', 'gap'],
    ['no_longer_needed', 'gap'],
  ])('with an action that is %s is %s', (status, state) => {
    expect(states(plan({ risks: [risk()], actions: [action(['risk'], status)] }))).toEqual([['risk', state]]);
  });

  it('is a gap when all that was promised is done and it is still there, until somebody says why, later', () => {
    const done = { ...action(['risk'], 'done'), closedAt: LATER };
    const said = (at: string) => ({ ...risk(), gap: { text: 'Nothing more can be offered', by: 'Lena Marsh', at } });
    const states = [risk(), said(AT), said(LATER)].map((one) => factorMatrix(plan({ risks: [one], actions: [done] })));
    expect(states.map(([factor]) => factor?.state)).toEqual(['done', 'done', 'explained']);
    expect(gapsOf(plan({ risks: [risk()], actions: [done] }))).toHaveLength(1);
    const two = [done, { ...action(['risk']), id: 'next' }];
    expect(gapsOf(plan({ risks: [risk()], actions: two }))).toEqual([]);
  });

  it('is explained by whoever says why, and asks again when the need was recorded anew', () => {
    const explained = { ...need(), gap: { text: 'Waits for the clinic', by: 'Lena Marsh', at: LATER } };
    expect(states(plan({ needs: [explained] }))).toEqual([['need', 'explained']]);
    const anew = { ...explained, recordedAt: '2026-11-23T10:00:00.000Z' };
    expect(states(plan({ needs: [anew] }))).toEqual([['need', 'gap']]);
    expect(gapsOf(plan({ needs: [anew] }))).toHaveLength(1);
  });

  it('counts an action before an explanation', () => {
    const both = { ...risk(), gap: { text: 'Nobody is free', by: 'Lena Marsh', at: LATER } };
    expect(states(plan({ risks: [both], actions: [action(['risk'])] }))).toEqual([['risk', 'covered']]);
  });

  it('gives nothing away of what some agencies keep: for the others a gap stays a gap', () => {
    const body = plan({ risks: [risk()], actions: [action(['risk'], 'open', 'police_only')] });
    expect(states(body)).toEqual([['risk', 'covered']]);
    expect(states(readByAll(body))).toEqual([['risk', 'gap']]);
    const kept = readByAll(plan({ risks: [risk('police_only')], actions: [action(['risk'])] }));
    expect(kept.actions[0]?.answers).toEqual([]);
  });

  it('never has a gap less for an action more that is not to be done any more', () => {
    const ends = fc.constantFrom('done', 'not_done', 'could_not_be_done', 'no_longer_needed');
    fc.assert(
      fc.property(fc.array(ends), (statuses) => {
        const actions = statuses.map((status) => action(['risk', 'need'], status));
        expect(gapsOf(plan({ risks: [risk()], needs: [need()], actions }))).toHaveLength(2);
      }),
      { seed: 20261122 },
    );
  });
});
