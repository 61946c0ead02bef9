import { Injectable } from '@nestjs/common';
import { isStillVisible, type Tier, visibleIndividual } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { addMonths, type Day, isBefore } from '../shared/day';
import { dueWorkingDay, WorkingDaysAsKnown } from '../shared/working-days';
import { tellOfCohortDecision } from '../referrals';
import { type FieldProblem, Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { CohortMembership } from './cohort-membership.entity';
import type { Strand } from './cohort-words';
import { AlreadyInCohort } from './cohort.errors';
import { PlaceChanged } from './cohort.events';
import { currentMembership } from './current-membership';
import { problemsOfDays, problemsOfStart } from './domain/days-of-grounds';
import { type DatedEvidence, type EvidenceKind, problemsOfGrounds } from './domain/grounds';
import { neitherRole } from './domain/roles';
import { importedCheckDueOn } from './domain/imported-check';
import { VALIDATION_MONTHS } from './domain/validation';
import { ensureWithinAges } from './ensure-within-ages';
import { heldDays } from './grounds/held-days';
import { type KeptGrounds, keepGrounds } from './grounds/keep-grounds';
import { type MethodInForce, methodInForce, methodOf } from './method/method-in-force';

interface Place {
  individualId: string;
  /** Left out where the partnership has one panel. */
  panelId?: string;
  startedOn: Day;
  tier: Tier;
  strand?: Strand | null;
  /** Null: not known. */
  isExperiencing: boolean | null;
  isPerpetrating: boolean | null;
  decision: string;
  evidence: string;
  evidenceOn: Day;
}

/** What an entry that people decide rests on, beside `evidence` and its day. */
export interface EntryGrounds {
  /** Ids of criteria of the identification method in force. */
  criteriaMet: string[];
  evidenceKind: EvidenceKind;
  furtherEvidence?: DatedEvidence[];
  /** Name and agency of each. */
  deciders: string[];
  /** Who disagreed and why; null: nobody did. */
  dissent: string | null;
  /** What else was considered, and why it was rejected. */
  considered: string;
}

/** From a spreadsheet: what it says stands as evidence, marked as imported; no criterion was judged. */
interface ImportedEntry {
  isImported: true;
  /** Further words of the sheet. */
  sheetSays?: string[];
}

export type CohortEntry = Place & (EntryGrounds | ImportedEntry);

export interface CohortEntered {
  id: string;
  /** Whether the actor, who may only have made the record, still sees the case. */
  staysVisible: boolean;
  /** Nobody works the case yet, and no agency is on it: somebody is to be named next. */
  isNobodyNamed: boolean;
}

/** Takes a person into the cohort: never on a score alone, nor without criteria, evidence with its day, and deciders. */
@Injectable()
export class EnterCohort {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, entry: CohortEntry, submission?: Submission): Promise<CohortEntered> {
    return this.transactions.act(actor, (tx) => this.within(tx, entry), submission);
  }

  /**
   * From here on the panel sees the case, and whoever only made the record does not any more unless they are on it:
   * in a longer transaction, what that actor must still do to the case comes before.
   * @throws AlreadyInCohort while a period is open
   * @throws NoMethodInForce when people decide and no identification method is in force
   */
  async within(tx: Transaction, entry: CohortEntry): Promise<CohortEntered> {
    const individual = await visibleIndividual(tx, entry.individualId, true);
    this.rules.ensureMay(tx.actor, 'decide', 'CohortMembership', individual);
    if (await currentMembership(tx, entry.individualId)) throw new AlreadyInCohort();
    const problems = problemsOf(entry, tx.today);
    if (problems.length > 0) throw new Invalid(problems);
    await ensureAfterLastPeriod(tx, entry);
    const panelId = await panelOf(tx, entry.panelId);
    await ensureWithinAges(tx, { ...entry, panelId });
    const method = 'isImported' in entry ? await methodInForce(tx) : await this.judged(tx, { ...entry, panelId });
    const id = newId();
    const { individualId } = entry;
    // A plan that was there before them is reviewed by their tier from now on. Before the period: the actor still sees the case.
    await tx.publish(
      new PlaceChanged(individualId, { tier: null, strand: null }, { tier: entry.tier, strand: entry.strand ?? null }),
    );
    await keepGrounds(tx, { membershipId: id, validationId: null, individualId }, groundsOf(entry));
    const isNobodyNamed = !(await isSomebodyNamed(tx, individualId));
    await this.begin(tx, id, { ...entry, panelId }, method);
    await tellOfCohortDecision(tx, individualId);
    return { id, staysVisible: await isStillVisible(tx, individualId), isNobodyNamed };
  }

  /** The method in force, once the days hold: a sheet keeps what it says, and is said to be imported. */
  private async judged(tx: Transaction, entry: Place & EntryGrounds & { panelId: string }): Promise<MethodInForce> {
    const method = await methodOf(tx, entry.criteriaMet);
    const { individualId, criteriaMet, startedOn: decidedOn } = entry;
    const days = await heldDays(tx, { individualId, criteriaMet, decidedOn, evidence: evidenceOf(entry) });
    const problems = [...problemsOfStart(days, method.inForceFrom), ...problemsOfDays(days)];
    if (problems.length > 0) throw new Invalid(problems);
    return method;
  }

  private async begin(
    tx: Transaction,
    id: string,
    entry: CohortEntry & { panelId: string },
    method: { id: string; validationMonths: number } | undefined,
  ): Promise<void> {
    const { individualId, startedOn, tier, strand, isExperiencing, isPerpetrating, decision, evidence, evidenceOn } =
      entry;
    await tx.insert(CohortMembership, {
      ...{ id, individualId, startedOn, tier, strand, isExperiencing, isPerpetrating, decision, evidence, evidenceOn },
      panelId: entry.panelId,
      cameAbout: 'isImported' in entry ? 'imported' : 'decided',
      methodId: method?.id ?? null,
      dissent: 'isImported' in entry ? null : entry.dissent?.trim() || null,
      considered: 'isImported' in entry ? null : entry.considered.trim(),
      validateBy:
        'isImported' in entry
          ? importedCheckDueOn(startedOn, new WorkingDaysAsKnown().isWorkingDay)
          : dueWorkingDay(addMonths(startedOn, method?.validationMonths ?? VALIDATION_MONTHS)),
      decidedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    const place = [
      'startedOn',
      'tier',
      'strand',
      'isExperiencing',
      'isPerpetrating',
      'decision',
      'evidence',
      'evidenceOn',
    ];
    const grounds =
      'isImported' in entry ? [] : ['criteriaMet', 'furtherEvidence', 'deciders', 'dissent', 'considered'];
    await tx.audit({
      act: 'cohort_membership.started',
      subjectType: 'cohort_membership',
      subjectId: id,
      individualId,
      fields: [...place, ...grounds],
    });
  }
}

function groundsOf(entry: CohortEntry): KeptGrounds {
  const { evidence: text, evidenceOn: happenedOn } = entry;
  if ('isImported' in entry) {
    const words = [text, ...(entry.sheetSays ?? [])];
    return {
      criteriaMet: [],
      evidence: words.map((said) => ({ kind: 'imported', text: said, happenedOn })),
      deciders: ['Whoever kept the spreadsheet: it does not say who decided'],
    };
  }
  const { criteriaMet, deciders } = entry;
  return { criteriaMet, evidence: evidenceOf(entry), deciders };
}

const evidenceOf = ({ evidence: text, evidenceOn, ...entry }: Place & EntryGrounds): DatedEvidence[] => [
  { kind: entry.evidenceKind, text, happenedOn: evidenceOn },
  ...(entry.furtherEvidence ?? []),
];

function problemsOf(entry: CohortEntry, today: Day): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (isBefore(today, entry.startedOn)) {
    problems.push({ field: 'startedOn', message: 'Start must be today or in the past' });
  }
  if (entry.decision.trim() === '') problems.push({ field: 'decision', message: 'Enter the decision' });
  problems.push(...neitherRole(entry));
  if ('isImported' in entry) return problems;
  if (entry.considered.trim() === '') {
    const message = 'Enter what else was considered, and why it was rejected';
    problems.push({ field: 'considered', message });
  }
  return [...problems, ...problemsOfGrounds({ ...entry, evidence: evidenceOf(entry) }, today)];
}

async function isSomebodyNamed(tx: Transaction, individualId: string): Promise<boolean> {
  const running = 'SELECT 1 FROM assignments WHERE individual_id = $1 AND ended_at IS NULL LIMIT 1';
  return (await tx.query(running, [individualId])).length > 0;
}

async function ensureAfterLastPeriod(tx: Transaction, entry: CohortEntry): Promise<void> {
  const overlapping = await tx.query(
    'SELECT 1 FROM cohort_memberships WHERE individual_id = $1 AND ended_on > $2::date',
    [entry.individualId, entry.startedOn],
  );
  if (overlapping.length === 0) return;
  throw new Invalid([{ field: 'startedOn', message: 'Start must be on or after the day they last left the cohort' }]);
}

/** The panel that is named; otherwise the partnership's first that works cases. Panels above it steer, and have no cohort. */
async function panelOf(tx: Transaction, panelId: string | undefined): Promise<string> {
  const [only] = await tx.query<{ id: string }>(
    `SELECT id FROM panels WHERE $1::uuid IS NULL OR id = $1 ORDER BY (level = 'bronze') DESC, created_at, id LIMIT 1`,
    [panelId ?? null],
  );
  if (only === undefined) throw new Invalid([{ field: 'panelId', message: 'Select a panel' }]);
  return only.id;
}
