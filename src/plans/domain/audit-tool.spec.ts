import fc from 'fast-check';
import {
  AUDIT_GRADES,
  AUDIT_SCORES,
  type AuditAnswers,
  auditQuestions,
  type AuditScore,
  highestGrade,
  isHigherGrade,
  mustBeLookedAtAgain,
} from './audit-tool';

const all = (score: AuditScore, but: Partial<AuditAnswers> = {}): AuditAnswers => ({
  reason: score,
  needs: score,
  risks: score,
  answered: score,
  actions: score,
  voice: score,
  safety: score,
  family: score,
  fairness: score,
  ...but,
});

describe('the highest grade that answers allow', () => {
  it.each([
    ['all excellent', all('4'), 'outstanding'],
    ['all satisfactory', all('3'), 'good'],
    ['one unsatisfactory', all('4', { voice: '2' }), 'good'],
    ['two unsatisfactory', all('4', { voice: '2', needs: '2' }), 'requires_improvement'],
    ['one poor', all('4', { safety: '1' }), 'requires_improvement'],
    ['half unsatisfactory', all('2', { reason: '4', needs: '4', risks: '4', family: '4' }), 'inadequate'],
    ['nothing that applies', all('na'), 'inadequate'],
  ] as const)('with %s', (_, answers, grade) => expect(highestGrade(answers)).toBe(grade));

  it('never rises when an answer gets worse', () => {
    const score = fc.constantFrom<AuditScore>('4', '3', '2', '1');
    const answers = fc.record({
      reason: score,
      needs: score,
      risks: score,
      answered: score,
      actions: score,
      voice: score,
      safety: score,
      family: score,
      fairness: score,
    });
    fc.assert(
      fc.property(answers, fc.constantFrom(...auditQuestions), (before, question) => {
        const worse = AUDIT_SCORES[Math.min(AUDIT_SCORES.indexOf(before[question]) + 1, 3)] ?? '1';
        expect(isHigherGrade(highestGrade({ ...before, [question]: worse }), highestGrade(before))).toBe(false);
      }),
      { seed: 20261122 },
    );
  });

  it('asks for a second look at what is weak', () => {
    expect(AUDIT_GRADES.filter(mustBeLookedAtAgain)).toEqual(['requires_improvement', 'inadequate']);
  });
});
