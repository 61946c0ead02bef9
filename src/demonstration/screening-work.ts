import { CurrentTool, DraftTool, KeepExample, RecordMeasure, RecordScreening } from '../screenings';
import type { Day } from '../shared/day';
import type { Stage } from './stage';

const ADMINISTRATOR = 'administrator@sbc.example';
const LEAD = 'lead@scf.example';

/**
 * What the pages of screening show beside whole screenings: a draft with an example, a band judged lower that waits for a
 * second person, and what school and parents say. About one of the people whom the lead professional works with.
 */
export async function addScreeningWork(stage: Stage, today: Day): Promise<void> {
  await stage.sitting(ADMINISTRATOR, async (tx) => {
    const tool = await stage.verb(CurrentTool).within(tx);
    if (!tool) return;
    const { id: versionId } = await stage.verb(DraftTool).within(tx, { basedOnId: tool.toolVersionId });
    await stage.verb(KeepExample).keepWithin(tx, {
      versionId,
      title: 'Twelve years old, one high indicator',
      screenedOn: today,
      age: 12,
      answers: { weapon_carried: { answer: 'yes' } },
    });
  });
  await stage.sitting(LEAD, async (tx) => {
    const [person] = await tx.query<{ id: string }>(
      `SELECT i.id FROM individuals i JOIN assignments a ON a.individual_id = i.id AND a.ended_at IS NULL
          JOIN cohort_memberships m ON m.individual_id = i.id AND m.ended_on IS NULL
        WHERE a.user_id = $1 AND a.kind = 'lead_professional' AND NOT i.is_restricted ORDER BY i.reference LIMIT 1`,
      [tx.actor.userId],
    );
    if (!person) return;
    const individualId = person.id;
    await stage.verb(RecordScreening).within(tx, {
      individualId,
      screenedOn: today,
      answers: {
        threat_live: { answer: 'yes', evidence: 'A dispute with a neighbour, said to be settled.' },
        threat_places: { answer: 'yes', evidence: 'Avoids the park on the way to school.' },
        harm_caused: { answer: 'no' },
        weapon_carried: { answer: 'no' },
      },
      judgedViolenceBand: 'low',
      judgementReason: 'Both families met and say that it is over. School has seen nothing since.',
    });
    const about = {
      individualId,
      codes: [],
      total: null,
      support: null,
      visibility: 'all_agencies' as const,
      knownOn: today,
    };
    const record = stage.verb(RecordMeasure);
    await record.within(tx, { ...about, kind: 'sdq', subject: 'parent', answer: null, total: 18, source: 'Mother' });
    await record.within(tx, {
      ...about,
      kind: 'sdq',
      subject: 'teacher',
      answer: null,
      total: 13,
      source: 'Form tutor',
    });
    await record.within(tx, {
      ...about,
      kind: 'send',
      subject: 'status',
      answer: 'sen_support',
      codes: ['SLCN'],
      source: 'School’s register',
      support: 'Short sentences, and time to answer.',
    });
    await record.within(tx, {
      ...about,
      kind: 'disability',
      subject: 'status',
      answer: 'not_known',
      source: 'Social worker',
    });
    await record.within(tx, {
      ...about,
      kind: 'ace',
      subject: 'household_violence',
      answer: 'known',
      source: 'Social worker’s assessment',
      support: 'Somebody to talk to who is not family.',
    });
  });
}
