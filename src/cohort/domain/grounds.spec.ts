import { type Grounds, problemsOfGrounds } from './grounds';

const TODAY = '2026-11-21';
const whole: Grounds = {
  criteriaMet: ['a-criterion'],
  evidence: [{ kind: 'incident', text: 'Stabbed on the way home', happenedOn: '2026-11-12' }],
  deciders: ['Ms Demo, council'],
};
const fieldsOf = (grounds: Partial<Grounds>) =>
  problemsOfGrounds({ ...whole, ...grounds }, TODAY).map(({ field }) => field);

describe('the grounds of a cohort decision', () => {
  it('are whole with a criterion, dated evidence and somebody who decided', () => {
    expect(fieldsOf({})).toEqual([]);
  });

  it.each<[string, Partial<Grounds>, string]>([
    ['no criterion', { criteriaMet: [] }, 'criteriaMet'],
    ['no decider', { deciders: [' '] }, 'deciders'],
    ['evidence without words', { evidence: [{ kind: 'incident', text: ' ', happenedOn: TODAY }] }, 'evidence'],
    [
      'evidence of a day to come',
      { evidence: [{ kind: 'incident', text: 'A', happenedOn: '2026-11-22' }] },
      'evidenceOn',
    ],
    ['a score alone', { evidence: [{ kind: 'screening', text: 'High', happenedOn: TODAY }] }, 'evidenceKind'],
    ['nothing at all', { evidence: [] }, 'evidenceKind'],
  ])('are refused with %s', (_, grounds, field) => expect(fieldsOf(grounds)).toEqual([field]));

  it('may name a score beside something that happened', () => {
    const score = { kind: 'screening' as const, text: 'Violence band high', happenedOn: TODAY };
    expect(fieldsOf({ evidence: [score, ...whole.evidence] })).toEqual([]);
  });

  it('name the further piece that is wrong', () => {
    const late = { kind: 'incident' as const, text: 'A', happenedOn: '2027-01-01' };
    expect(fieldsOf({ evidence: [...whole.evidence, late] })).toEqual(['furtherEvidence.0.happenedOn']);
  });
});
