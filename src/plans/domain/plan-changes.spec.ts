import { changesSince } from './plan-changes';
import type { PlanAction, PlanBody } from './plan-content';

const AT = '2026-11-21T10:00:00.000Z';
const action = (more: Partial<PlanAction> = {}): PlanAction => ({
  id: 'action',
  goalId: null,
  description: 'Arrange a mentor',
  kind: 'support',
  ownerName: 'Lena Marsh',
  ownerAgencyName: 'Demonstration Children First',
  dueOn: '2026-12-10',
  status: 'open',
  outcome: null,
  visibility: 'all_agencies',
  ...more,
});
const plan = (more: Partial<PlanBody> = {}): PlanBody => ({
  leadProfessional: { id: 'a', name: 'Lena Marsh', agencyName: 'Demonstration Children First' },
  planOwner: null,
  needs: [
    { id: 'n', domain: 'mental_health', status: 'unmet', detail: 'Waiting', recordedBy: 'Lena Marsh', recordedAt: AT },
  ],
  risks: [
    {
      id: 'r',
      factor: 'Threats',
      direction: 'from_others',
      level: 'high',
      protectiveFactors: '',
      endedOn: null,
      recordedBy: 'Lena Marsh',
      recordedAt: AT,
    },
  ],
  goals: [],
  entries: [],
  actions: [action()],
  ...more,
});

describe('what changed since an edition', () => {
  it('is nothing when nothing did', () => {
    expect(changesSince(plan(), plan())).toEqual([]);
  });

  it('says each change in one sentence', () => {
    const [need] = plan().needs;
    const [risk] = plan().risks;
    const now = plan({
      planOwner: { id: 'b', name: 'Martin Oyelaran', agencyName: 'Demonstration Children First' },
      needs: need ? [{ ...need, status: 'met' }] : [],
      risks: risk
        ? [
            { ...risk, endedOn: '2026-11-21' },
            { ...risk, id: 'new', factor: 'Debt' },
          ]
        : [],
      entries: [
        { id: 'e', section: 'voice', voiceAnswer: 'agrees', text: 'Yes', author: 'Lena Marsh', recordedAt: AT },
      ],
      actions: [action({ status: 'done' }), action({ id: 'new', description: 'Move the family' })],
    });
    expect(changesSince(plan(), now)).toEqual([
      'Plan owner: nobody before, Martin Oyelaran now',
      'What the person says: Lena Marsh added an entry',
      'Mental health: unmet before, met now',
      'Risk ended: Threats',
      'Risk added: Debt (high)',
      'Action done: Arrange a mentor',
      'Action added: Move the family (Lena Marsh)',
    ]);
  });

  it('leaves out what one agency keeps to itself', () => {
    const now = plan({ actions: [action(), action({ id: 'x', visibility: 'police_only' })] });
    expect(changesSince(plan(), now)).toEqual([]);
  });
});
