import { Injectable } from '@nestjs/common';
import {
  agesInWords,
  type AgesOfPanel,
  asTransaction,
  outsideAges,
  possibleDuplicates,
  searchName,
  visibleIndividual,
} from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { type Day, isBefore } from '../shared/day';
import { type FieldProblem, Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { WorkingDaysAsKnown } from '../shared/working-days';
import { triageDueOn } from './domain/triage';
import { RecordIsRestricted } from './referral.errors';
import { Referral } from './referral.entity';
import type { ReferralKind, ToldAnswer } from './referral-words';
import { agesOfPanel } from './ages-of-panel.queries';
import { otherReferrals } from './open-records.queries';
import { chairsOf, tell } from './tell';

export interface NewReferral {
  givenName: string;
  familyName: string;
  dateOfBirth?: Day | null;
  /** Somebody on record whom the referrer sees and says it is about. */
  individualId?: string | null;
  kind: ReferralKind;
  reason: string;
  /** Needed when something happened. */
  happenedOn?: Day | null;
  /** Null: not known. */
  isExperiencing: boolean | null;
  isPerpetrating: boolean | null;
  isTold: ToldAnswer;
  /** Whose worry it is, when not the referrer's own. */
  onBehalfOf?: string | null;
  /** Left out where the partnership has one panel. */
  panelId?: string;
  /** True until the referrer has answered about what may be the same person among the records they see. */
  mustLook?: boolean;
  /** True until the referrer has read that the panel takes nobody of that age, and where to turn. It is never refused for that. */
  mustReadAges?: boolean;
}

/** What the form asks before it sends, which is no part of the referral. */
const ASKED_FIRST = ['mustLook', 'mustReadAges'];

/** Brings somebody to the notice of the panel. Any agency may; it opens no case to whoever does. */
@Injectable()
export class MakeReferral {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, referral: NewReferral, submission?: Submission): Promise<{ id: string; reference: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, referral), submission);
  }

  /** @throws RecordIsRestricted for somebody whom only named people see: the panel would hear of them */
  async within(tx: Transaction, referral: NewReferral): Promise<{ id: string; reference: string }> {
    this.rules.ensureMay(tx.actor, 'make', 'Referral', {});
    const problems = problemsOf(referral, tx.today);
    if (problems.length > 0) throw new Invalid(problems);
    if (referral.individualId) {
      const individual = await visibleIndividual(tx, referral.individualId);
      this.rules.ensureMay(tx.actor, 'change', 'Individual', individual);
      if (individual.isRestricted) throw new RecordIsRestricted();
    }
    if (referral.mustLook) await ensureNobodyAlike(tx, referral);
    const panelId = await panelOf(tx, referral.panelId);
    if (referral.mustReadAges) await ensureAgesAreRead(tx, panelId, referral.dateOfBirth ?? null);
    const id = newId();
    const reference = await nextReference(tx);
    const { kind, isExperiencing, isPerpetrating, isTold } = referral;
    await tx.insert(Referral, {
      ...{ id, reference, panelId, kind, isExperiencing, isPerpetrating, isTold },
      individualId: referral.individualId ?? null,
      givenName: referral.givenName.trim(),
      familyName: referral.familyName.trim(),
      dateOfBirth: referral.dateOfBirth ?? null,
      searchName: searchName(referral.givenName, referral.familyName),
      reason: referral.reason.trim(),
      happenedOn: referral.happenedOn ?? null,
      onBehalfOf: referral.onBehalfOf?.trim() || null,
      referredBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      referredAt: tx.now,
      triageDueOn: triageDueOn(tx.today, new WorkingDaysAsKnown().isWorkingDay),
    });
    await tx.audit({
      act: 'referral.made',
      subjectType: 'referral',
      subjectId: id,
      individualId: referral.individualId ?? undefined,
      fields: Object.keys(referral).filter((field) => !ASKED_FIRST.includes(field)),
    });
    await tell(tx, { referralId: id, kind: 'made', recipients: await chairsOf(tx, panelId) });
    return { id, reference };
  }
}

function problemsOf(referral: NewReferral, today: Day): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (referral.reason.trim() === '') problems.push({ field: 'reason', message: 'Enter why you refer them' });
  if (referral.kind === 'reactive' && !referral.happenedOn) {
    problems.push({ field: 'happenedOn', message: 'Enter the day it happened' });
  }
  if (referral.happenedOn && isBefore(today, referral.happenedOn)) {
    problems.push({ field: 'happenedOn', message: 'The day it happened must be today or in the past' });
  }
  if (referral.dateOfBirth && isBefore(today, referral.dateOfBirth)) {
    problems.push({ field: 'dateOfBirth', message: 'Date of birth must be in the past' });
  }
  return problems;
}

/** Here and not before the verb, so that a form that is sent twice finds its own referral and not one alike. */
async function ensureNobodyAlike(tx: Transaction, { givenName, familyName, dateOfBirth }: NewReferral): Promise<void> {
  const sought = { givenName, familyName, dateOfBirth: dateOfBirth ?? null };
  const { text, values } = otherReferrals(tx.actor, sought);
  const records = await possibleDuplicates(asTransaction(tx), tx.actor, sought);
  if (records.length > 0 || (await tx.query(text, values)).length > 0) {
    const message = 'We found what may be about the same person. Look at it, answer, and send the referral again';
    throw new Invalid([{ field: 'individualId', message }]);
  }
}

/** Said before it is sent: somebody whom the panel cannot take waits for nobody while they could be helped elsewhere. */
async function ensureAgesAreRead(tx: Transaction, panelId: string, dateOfBirth: Day | null): Promise<void> {
  const { text, values } = agesOfPanel(panelId);
  const [ages] = await tx.query<AgesOfPanel>(text, values);
  if (ages === undefined || outsideAges(dateOfBirth, tx.today, ages) === null) return;
  const message = `The partnership works with people ${agesInWords(ages)}. Read where to turn, or say that it is to be sent all the same`;
  throw new Invalid([{ field: 'sendAllTheSame', message }]);
}

/** `RF-2026-0042`: what people say to each other instead of a name. */
async function nextReference(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ number: number }>(`SELECT nextval('referral_reference_number') AS number`);
  return `RF-${tx.today.slice(0, 4)}-${String(row?.number ?? 0).padStart(4, '0')}`;
}

/** The panel that is named; otherwise the partnership's first that works cases. */
async function panelOf(tx: Transaction, panelId: string | undefined): Promise<string> {
  const [only] = await tx.query<{ id: string }>(
    `SELECT id FROM panels WHERE $1::uuid IS NULL OR id = $1 ORDER BY (level = 'bronze') DESC, created_at, id LIMIT 1`,
    [panelId ?? null],
  );
  if (only === undefined) throw new Invalid([{ field: 'panelId', message: 'Select a panel' }]);
  return only.id;
}
