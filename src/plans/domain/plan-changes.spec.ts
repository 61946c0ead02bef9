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

  it('says what became of the answer to each risk and need, and why nothing answers it', () => {
    const [risk] = plan().risks;
    const gap = (text: string) => ({ text, by: 'Lena Marsh', at: AT });
    const risks = (text?: string) => (risk ? [{ ...risk, ...(text === undefined ? {} : { gap: gap(text) }) }] : []);
    const answered = plan({ actions: [action({ answers: ['r'] })] });
    const dropped = { actions: [action({ status: 'no_longer_needed', answers: ['r'] })] };
    expect(changesSince(answered, plan({ ...dropped, risks: risks('He moved') }))).toEqual([
      'Action no longer needed: Arrange a mentor',
      'Threats: answered before, now not answered: explained by Lena Marsh: He moved',
    ]);
    const explained = plan({ ...dropped, risks: risks('He moved') });
    expect(changesSince(explained, plan({ ...dropped, risks: risks('He is in custody') }))).toEqual([
      'Threats: not answered: explained anew by Lena Marsh: He is in custody',
    ]);
    const unlinked = plan({ actions: [action({ answers: [] })] });
    expect(changesSince(unlinked, answered)).toEqual(['Threats: nothing answers this before, now answered']);
  });

  it('says what to do if things get worse, and plans kept elsewhere', () => {
    const recorded = { recordedBy: 'Lena Marsh', recordedAt: AT, endedOn: null };
    const contingencies = [
      {
        id: 'c',
        kind: 'missing' as const,
        ifThis: 'He is not home at ten',
        thenThis: 'Ring 101',
        who: 'Aunt',
        ...recorded,
      },
    ];
    expect(changesSince(plan(), plan({ contingencies }))).toEqual([
      'Added: If they are missing: He is not home at ten',
    ]);
  });

  it('leaves out what one agency keeps to itself', () => {
    const now = plan({ actions: [action(), action({ id: 'x', visibility: 'police_only' })] });
    expect(changesSince(plan(), now)).toEqual([]);
  });
});
