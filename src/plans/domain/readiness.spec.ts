import fc from 'fast-check';
import type { PlanAction, PlanBody } from './plan-content';
import { COMPULSORY_NEEDS, NEED_STATUSES, VOICE_ANSWERS } from './plan-vocabulary';
import { missingFrom } from './readiness';

const AT = '2026-11-21T10:00:00.000Z';
const person = { id: 'a', name: 'Lena Marsh', agencyName: 'Demonstration Children First' };
const action = (visibility = 'all_agencies', status = 'open'): PlanAction => ({
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
});

const readyPlan = (): PlanBody => ({
  leadProfessional: person,
  planOwner: person,
  needs: COMPULSORY_NEEDS.map((domain) => ({
    id: domain,
    domain,
    status: 'not_yet_known' as const,
    detail: 'Ask the school',
    recordedBy: 'Lena Marsh',
    recordedAt: AT,
  })),
  risks: [],
  goals: [
    {
      id: 'goal',
      position: 1,
      wordsOfThePerson: 'Get home without looking over my shoulder',
      practitionerWording: 'No new assault for 12 weeks',
      measure: '',
      targetOn: null,
      status: 'open',
      recordedBy: 'Lena Marsh',
      recordedAt: AT,
    },
  ],
  entries: [
    {
      id: 'e',
      section: 'voice',
      voiceAnswer: 'could_not_ask',
      text: 'In hospital',
      author: 'Lena Marsh',
      recordedAt: AT,
    },
  ],
  actions: [action()],
});

describe('what is missing before a plan can be sent for approval', () => {
  it('is nothing when every part is there', () => {
    expect(missingFrom(readyPlan())).toEqual([]);
  });

  it('is everything for a plan that has just been started', () => {
    const empty: PlanBody = {
      leadProfessional: null,
      planOwner: null,
      needs: [],
      risks: [],
      goals: [],
      entries: [],
      actions: [],
    };
    expect(missingFrom(empty).map((missing) => missing.part)).toEqual([
      'people',
      'people',
      'needs',
      'needs',
      'needs',
      'needs',
      'goals',
      'actions',
      'voice',
    ]);
  });

  it('names exactly the parts that were taken away, whatever the answers', () => {
    fc.assert(
      fc.property(
        fc.record({
          lead: fc.boolean(),
          owner: fc.boolean(),
          needs: fc.subarray([...COMPULSORY_NEEDS]),
          status: fc.constantFrom(...NEED_STATUSES),
          goal: fc.constantFrom('open', 'achieved', 'no_longer_needed', 'none'),
          action: fc.constantFrom('open', 'done', 'no_longer_needed', 'police_only', 'none'),
          voice: fc.option(fc.constantFrom(...VOICE_ANSWERS), { nil: undefined }),
        }),
        (given) => {
          const whole = readyPlan();
          const plan: PlanBody = {
            ...whole,
            leadProfessional: given.lead ? person : null,
            planOwner: given.owner ? person : null,
            needs: whole.needs
              .filter((need) => given.needs.some((domain) => domain === need.domain))
              .map((need) => ({ ...need, status: given.status })),
            goals: whole.goals.flatMap((goal) => (given.goal === 'none' ? [] : [{ ...goal, status: given.goal }])),
            entries: whole.entries.flatMap((entry) => (given.voice ? [{ ...entry, voiceAnswer: given.voice }] : [])),
            actions:
              given.action === 'none'
                ? []
                : [given.action === 'police_only' ? action('police_only') : action('all_agencies', given.action)],
          };
          const expected =
            (given.lead ? 0 : 1) +
            (given.owner ? 0 : 1) +
            (4 - given.needs.length) +
            (['open', 'achieved'].includes(given.goal) ? 0 : 1) +
            (['open', 'done'].includes(given.action) ? 0 : 1) +
            (given.voice ? 0 : 1);
          expect(missingFrom(plan)).toHaveLength(expected);
        },
      ),
      { seed: 20261121 },
    );
  });

  it('is the same for whoever looks: what one agency keeps to itself never counts', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('all_agencies', 'police_only', 'health_only')), (visibilities) => {
        const seenByPolice = { ...readyPlan(), actions: visibilities.map((visibility) => action(visibility)) };
        const seenBySchool = {
          ...seenByPolice,
          actions: seenByPolice.actions.filter((candidate) => candidate.visibility === 'all_agencies'),
        };
        expect(missingFrom(seenByPolice)).toEqual(missingFrom(seenBySchool));
      }),
      { seed: 20261121 },
    );
  });
});
