import { CloseAction } from '../../src/actions';
import { Assign, EndAssignment } from '../../src/assignments';
import { ChangeTier, EnterCohort } from '../../src/cohort';
import { AddIdentifier, AddIndividual, RecordAddress, RecordEducation } from '../../src/individuals';
import { AddNote } from '../../src/notes';
import { Transactions } from '../../src/platform/database';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { ExemptReview, RecordReview } from '../../src/reviews';
import { demonstrationTool, RecordScreening } from '../../src/screenings';
import { makeCase } from '../factories';
import { entryGrounds } from '../support/identification-method';
import { TEST_NOW, type TestApp } from '../support/test-app';
import { peopleAround } from './rich-people';
import { livePlan } from './rich-plan';

export const LEAD = 'lead@scf.example';
export const MANAGER = 'manager@scf.example';
export const OFFICER = 'officer@tvp.example';
export const CHAIR = 'chair@mace.example';

export interface RichCase {
  individualId: string;
  planId: string;
  noteId: string;
  assignmentId: string;
  screeningIds: string[];
  reviewId: string;
  pastScheduleId: string;
  actionIds: string[];
  statusId: string;
  relationshipId: string;
  twinId: string;
  mergeId: string;
}

/** A case with something on every page of it, made by the people who would have made it, on the days they would have. */
export async function richCase(test: TestApp): Promise<RichCase> {
  const individualId = await referral(test);
  const assignmentId = await peopleAndCohort(test, individualId);
  const screeningIds = await screenings(test, individualId);
  const { planId, actionIds } = await livePlan(test, individualId);
  await closeTwo(test, actionIds);
  const reviewId = await reviewedAndLate(test, individualId);
  const noteId = await notes(test, individualId);
  const around = await peopleAround(test, individualId);
  const [past] = await test.sql<{ id: string }>('SELECT schedule_id AS id FROM reviews WHERE id = $1', [reviewId]);
  const pastScheduleId = past?.id ?? '';
  return { pastScheduleId, individualId, planId, noteId, assignmentId, screeningIds, reviewId, actionIds, ...around };
}

async function referral(test: TestApp): Promise<string> {
  test.clock.set(new Date('2026-06-01T09:00:00Z'));
  const chair = await test.actor(CHAIR);
  const { id } = await test.get(AddIndividual).run(chair, {
    givenName: 'Quillon',
    familyName: 'Brackendale',
    preferredName: 'Quill',
    aliases: ['Bracken'],
    dateOfBirth: '2010-03-27',
    communicationNeeds: 'Short sentences, one question at a time',
  });
  const kept = { individualId: id };
  await test.get(AddIdentifier).run(chair, { ...kept, kind: 'nhs', value: '999 590 1390', source: 'Health Trust' });
  await test
    .get(RecordAddress)
    .run(chair, { ...kept, lines: '1 Demo Road, Slough', postcode: 'SL1 1AA', kind: 'home', fromOn: '2025-01-01' });
  await test.get(RecordEducation).run(chair, { ...kept, status: 'on_roll', setting: 'Chalvey Demo Academy' });
  return id;
}

/** Gives the id of an assignment that can be ended. */
async function peopleAndCohort(test: TestApp, individualId: string): Promise<string> {
  const chair = await test.actor(CHAIR);
  await test.get(EnterCohort).run(chair, {
    individualId,
    startedOn: '2026-06-01',
    tier: 'medium',
    strand: 'at_risk',
    isExperiencing: true,
    isPerpetrating: null,
    decision: 'Accepted by the panel',
    evidence: 'Stabbed on the way home',
    evidenceOn: '2026-05-28',
    ...entryGrounds(),
  });
  const name = (kind: 'lead_professional' | 'plan_owner' | 'practitioner', email: string) =>
    test.get(Assign).run(chair, { individualId, kind, userId: test.userId(email) });
  await name('lead_professional', LEAD);
  await name('plan_owner', MANAGER);
  const { id: officer } = await name('practitioner', OFFICER);
  const { id: nurse } = await name('practitioner', 'nurse@health.example');
  await test.get(EndAssignment).run(chair, { id: nurse, version: 1, reason: 'Moved to another team' });
  const evidence = { decision: 'Step up', evidence: 'A second attack', evidenceOn: '2026-06-01' };
  await test.get(ChangeTier).run(chair, { individualId, tier: 'high', ...evidence });
  return officer;
}

async function screenings(test: TestApp, individualId: string): Promise<string[]> {
  const lead = await test.actor(LEAD);
  const questions = demonstrationTool.domains.flatMap((domain) => domain.questions);
  const given = ['yes', 'no', 'unknown', 'possible'] as const;
  const answers = Object.fromEntries(
    questions.slice(1).map(({ id }, at) => {
      const answer = given[at % given.length] ?? 'no';
      return [id, { answer, ...(answer === 'yes' ? { evidence: 'Told school', lastHappenedOn: '2026-05-20' } : {}) }];
    }),
  );
  const kept = { individualId, screenedOn: '2026-06-01', answers };
  const [strength] = demonstrationTool.protectiveFactors;
  const first = await test.get(RecordScreening).run(lead, kept);
  const second = await test.get(RecordScreening).run(lead, {
    ...kept,
    protectiveFactors: strength ? { [strength.id]: { answer: 'yes', note: 'Boxing club' } } : {},
    judgedViolenceBand: 'high',
    judgementReason: 'A weapon was found on the way to school',
  });
  return [first.id, second.id];
}

async function closeTwo(test: TestApp, actionIds: string[]): Promise<void> {
  const lead = await test.actor(LEAD);
  const closure = { version: 1, outcome: 'Agreed with the family' };
  await test.get(CloseAction).run(lead, { ...closure, id: String(actionIds[0]), status: 'done' });
  await test.get(CloseAction).run(lead, { ...closure, id: String(actionIds[1]), status: 'could_not_be_done' });
}

/** The first review was late and ended its reminders; the next is late too, and the reminders about it are owed. */
async function reviewedAndLate(test: TestApp, individualId: string): Promise<string> {
  const remind = new OweReminders(test.get(Transactions), { remindAgainDays: 7 });
  test.clock.set(new Date('2026-07-25T09:00:00Z'));
  await remind.run();
  const { id } = await test.get(RecordReview).run(await test.actor(LEAD), {
    individualId,
    heldOn: '2026-07-25',
    personViewAnswer: 'partly',
    personView: 'It is better than before',
    summary: 'Everybody is in touch',
    decision: 'continue',
    rationale: 'It works',
    attendees: [
      { name: 'Ms Demo', agencyId: test.partnership.agencies['school'], attended: true, contribution: 'School report' },
      { name: 'Mr Demo', attended: false, contribution: '' },
    ],
    actions: [{ description: 'Ring the school', kind: 'inform', ownerId: test.userId(LEAD), dueOn: '2026-08-10' }],
  });
  test.clock.set(new Date(TEST_NOW));
  await remind.run();
  // What only the worker and a mail server bring about.
  await test.sql(
    `UPDATE reminders SET status = 'sent', sent_at = $1, said_on = '2026-11-21', times_said = 1, message_id = 'm' WHERE status = 'owed' AND recipient_id = $2`,
    [test.clock.now(), test.userId(LEAD)],
  );
  return id;
}

/** Gives the id of a note that can be corrected. */
async function notes(test: TestApp, individualId: string): Promise<string> {
  const add = async (email: string, more: object) =>
    test.get(AddNote).run(await test.actor(email), {
      individualId,
      text: 'Seen at the park',
      basis: 'fact',
      happenedOn: '2026-11-01',
      ...more,
    });
  const { id: wrong } = await add(LEAD, { basis: 'opinion' });
  await add(LEAD, { text: 'Seen at the station', correctsId: wrong });
  await add(OFFICER, { text: 'Stopped with two others', visibility: 'police_only' });
  return (await add(LEAD, { text: 'Home visit' })).id;
}

/** Gives the id of somebody whose review is exempt. */
export async function exemptCase(test: TestApp): Promise<string> {
  const { individualId, scheduleId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31' });
  const exemption = { kind: 'hospital' as const, words: 'On the ward; the trust keeps watch.', until: '2027-01-20' };
  await test.get(ExemptReview).run(await test.actor(MANAGER), { scheduleId, version: 1, ...exemption });
  return individualId;
}
