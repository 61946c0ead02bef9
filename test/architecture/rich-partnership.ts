import { RecordAbsence } from '../../src/users';
import { makeCase } from '../factories';
import { Coordinator } from '../imports/coordinator';
import { sample, sheetOf } from '../imports/sample';
import { installDemonstrationTool } from '../screenings/answers';
import { TEST_NOW, type TestApp } from '../support/test-app';
import { exemptCase, type RichCase, richCase } from './rich-case';
import { type RichAccess, someAccess } from './rich-access';
import { type RichHandovers, someHandovers } from './rich-handover';
import { type RichScreening, someScreening } from './rich-screening';
import { type RichMeetings, someMeetings } from './rich-meetings';
import { someFigures } from './rich-figures';
import { someAudits } from './rich-audits';
import { riskOf, sentPlan } from './rich-plan';
import { type RichRegisters, someRegisters } from './rich-registers';
import { type RichReferrals, someReferrals } from './rich-referrals';

export const GOVERNANCE = 'governance@sbc.example';
export const ANALYST = 'analyst@sbc.example';
export const ADMINISTRATOR = 'administrator@sbc.example';

/** A partnership in which no page is empty. */
export interface RichPartnership extends RichMeetings {
  rich: RichCase;
  /** A risk of its plan that has not ended. */
  riskId: string;
  auditIds: string[];
  awaitingId: string;
  draftId: string;
  outsideId: string;
  dueId: string;
  exemptId: string;
  auditEventId: string;
  /** Of the lead professional: one that is over, and one to come. */
  absenceId: string;
  panelId: string;
  preview: string;
  result: string;
  chair: Coordinator;
  handovers: RichHandovers;
  access: RichAccess;
  referrals: RichReferrals;
  registers: RichRegisters;
  screening: RichScreening;
  /** Addresses of quarterly reports: the list, an issued one, its publication, a draft. */
  reports: string[];
}

export async function richPartnership(test: TestApp): Promise<RichPartnership> {
  await installDemonstrationTool(test);
  const rich = await richCase(test);
  const { individualId: awaitingId } = await makeCase(test);
  test.clock.set(new Date('2026-06-20T09:00:00Z'));
  await sentPlan(test, awaitingId);
  test.clock.set(new Date(TEST_NOW));
  const { individualId: draftId } = await makeCase(test, { plan: 'draft' });
  const { individualId: outsideId } = await makeCase(test, { tier: null });
  const { individualId: dueId } = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-25' });
  const exemptId = await exemptCase(test);
  const meetings = await someMeetings(test);
  const chair = await Coordinator.signIn(test);
  const result = await chair.preview(sheetOf({ Name: 'MADE, Up', DOB: '03/04/2011', Notes: 'At the park' }));
  await chair.confirm(result);
  const preview = await chair.preview(sample.content);
  const handovers = await someHandovers(test);
  const access = await someAccess(test);
  const referrals = await someReferrals(test);
  const registers = await someRegisters(test);
  const screening = await someScreening(test);
  const reports = await someFigures(test);
  const absenceId = await someAbsences(test);
  const [event] = await test.sql<{ id: string }>('SELECT id FROM audit_events ORDER BY position, id LIMIT 1');
  const auditEventId = event?.id ?? '';
  return {
    rich,
    riskId: await riskOf(test, rich.planId),
    auditIds: await someAudits(test),
    auditEventId,
    absenceId,
    awaitingId,
    draftId,
    outsideId,
    dueId,
    exemptId,
    ...meetings,
    panelId: test.partnership.panelId,
    preview,
    result,
    chair,
    handovers,
    reports,
    access,
    referrals,
    registers,
    screening,
  };
}

async function someAbsences(test: TestApp): Promise<string> {
  const lead = await test.actor('lead@scf.example');
  const leave = { kind: 'leave', startsOn: '2026-12-21', endsOn: '2026-12-31' } as const;
  await test.get(RecordAbsence).run(lead, { kind: 'sickness', startsOn: '2026-10-05', endsOn: '2026-10-09' });
  return (await test.get(RecordAbsence).run(lead, leave)).id;
}
