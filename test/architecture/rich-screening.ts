import { CurrentTool, DraftTool, KeepExample, RecordMeasure, RecordScreening } from '../../src/screenings';
import { makeCase } from '../factories';
import type { TestApp } from '../support/test-app';
import type { Visit } from './rich-access';
import { CHAIR, LEAD, MANAGER } from './rich-case';

const ADMINISTRATOR = 'administrator@sbc.example';

export interface RichScreening {
  individualId: string;
  screeningId: string;
  inForceId: string;
  draftId: string;
}

/** A draft of the tool with an example, a lower band that waits for a second person, and one measure of each kind. */
export async function someScreening(test: TestApp): Promise<RichScreening> {
  const chair = await test.actor(CHAIR);
  const tool = await test.get(CurrentTool).load(chair);
  const inForceId = tool?.toolVersionId ?? '';
  const { id: draftId } = await test.get(DraftTool).run(chair, { basedOnId: inForceId });
  await test.get(KeepExample).keep(chair, {
    versionId: draftId,
    title: 'One high indicator',
    screenedOn: '2026-06-01',
    age: 12,
    answers: { weapon_carried: { answer: 'yes' } },
  });
  const { individualId } = await makeCase(test);
  const lead = await test.actor(LEAD);
  const { id: screeningId } = await test.get(RecordScreening).run(lead, {
    individualId,
    screenedOn: '2026-06-01',
    answers: { weapon_carried: { answer: 'yes' }, threat_live: { answer: 'yes' } },
    judgedViolenceBand: 'low',
    judgementReason: 'It is over',
  });
  const about = {
    individualId,
    total: null,
    codes: [],
    knownOn: '2026-06-01',
    source: 'School',
    support: 'Time to answer',
  };
  const record = test.get(RecordMeasure);
  for (const total of [12, 18]) {
    await record.run(lead, {
      ...about,
      kind: 'sdq',
      subject: 'parent',
      answer: null,
      total,
      visibility: 'all_agencies',
    });
  }
  const said = [
    ['send', 'status', 'ehcp'],
    ['disability', 'status', 'not_asked'],
    ['ace', 'household_violence', 'known'],
  ] as const;
  for (const [kind, subject, answer] of said) {
    await record.run(lead, { ...about, kind, subject, answer, visibility: 'all_agencies' });
  }
  return { individualId, screeningId, inForceId, draftId };
}

export function screeningVisitsOf({ individualId, screeningId, inForceId, draftId }: RichScreening): Visit[] {
  const draft = `/screening-tools/${draftId}`;
  const person = `/individuals/${individualId}`;
  const parts = [
    'about/tool',
    'axes/violence',
    'domains/new',
    'domains/away',
    'questions/new',
    'questions/away_far',
    'strengths/new',
    'strengths/strength_plans',
    'triggers/new',
    'triggers/sexual_harm',
  ];
  const tools = [
    '/screening-tools',
    '/screening-tools/new',
    ...[`/screening-tools/${inForceId}`, draft].flatMap((tool) =>
      ['', '/preview', '/trial', '/comparison'].map((page) => tool + page),
    ),
    `${draft}/decision`,
    ...parts.map((part) => `${draft}/parts/${part}`),
  ];
  const measures = ['sdq', 'send', 'disability', 'ace'].map((kind) => `${person}/measures/${kind}`);
  return [
    ...tools.map((path): Visit => [CHAIR, path]),
    [ADMINISTRATOR, draft],
    ...[MANAGER, CHAIR].flatMap((email): Visit[] => [
      [email, '/screening-agreements'],
      [email, `${person}/screenings/${screeningId}/agreement`],
    ]),
    ...[LEAD, MANAGER].map((email): Visit => [email, `${person}/measures`]),
    ...[`${person}/screenings/${screeningId}`, `${person}/screenings/new`, ...measures].map((path): Visit => [
      LEAD,
      path,
    ]),
  ];
}
