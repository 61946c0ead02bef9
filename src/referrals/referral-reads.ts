import { Injectable } from '@nestjs/common';
import { type AgesOfPanel, PossibleDuplicates } from '../individuals';
import { AccessRules, type Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import type { Day } from '../shared/day';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { agesOfPanel } from './ages-of-panel.queries';
import {
  type OpenRecordRow,
  openRecordOf,
  type OtherReferralRow,
  otherReferrals,
  type Sought,
} from './open-records.queries';
import {
  type DecisionRow,
  decisionsOf,
  entriesOf,
  type EntryRow,
  type LateNoticeRow,
  lateNoticesOf,
  outcomeOfOwn,
  type OutcomeRow,
  referralById,
  type ReferralRow,
} from './referrals.queries';

export interface OneReferral {
  referral: ReferralRow;
  entries: EntryRow[];
  /** Empty to who is not on its panel. */
  decisions: DecisionRow[];
  /** Empty to who is not on its panel. */
  lateNotices: LateNoticeRow[];
  /** What the cohort decision says, to whoever referred; null while it says nothing, and of somebody restricted since. */
  outcome: OutcomeRow | null;
  today: Day;
  mayTriage: boolean;
  mayAdd: boolean;
}

export interface Alike {
  records: OpenRecordRow[];
  referrals: OtherReferralRow[];
}

/** Referrals in words and states, each only to who made it and to the panel it went to. */
@Injectable()
export class ReferralReads {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly duplicates: PossibleDuplicates,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when it is not there or not the actor's to see */
  async one(actor: Actor, id: string): Promise<OneReferral> {
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'referral.read', subjectType: 'referral', subjectId: id };
    const [[referral], entries, decisions, lateNotices, [outcome = null]] = await this.reader.read<
      [ReferralRow, EntryRow, DecisionRow, LateNoticeRow, OutcomeRow]
    >(
      actor,
      entry,
      referralById(actor, id),
      entriesOf(actor, id),
      decisionsOf(actor, id),
      lateNoticesOf(actor, id),
      outcomeOfOwn(id),
    );
    if (!referral) throw new NotFound();
    const record = { accessKeys: referral.access_keys };
    this.rules.ensureMay(actor, 'read', 'Referral', record);
    const mayTriage = this.rules.may(actor, 'triage', 'Referral', record);
    const mayAdd = this.rules.may(actor, 'add_to', 'Referral', record);
    const ofPanel = mayTriage ? { decisions, lateNotices } : { decisions: [], lateNotices: [] };
    return { referral, entries, outcome, ...ofPanel, today: this.clock.today(), mayTriage, mayAdd };
  }

  /** Of the panel that a referral goes to; nothing while there is none. */
  async ages(actor: Actor): Promise<AgesOfPanel | undefined> {
    const [ages] = await this.reader.many<AgesOfPanel & Record<string, unknown>>(actor, undefined, agesOfPanel(null));
    return ages;
  }

  /** Records and referrals in the actor's sight that may be about the same person. */
  async alike(actor: Actor, sought: Sought): Promise<Alike> {
    const found = await this.duplicates.of(actor, sought);
    const entry = { act: 'referrals.compared', subjectType: 'referral' };
    const referrals = await this.reader.many<OtherReferralRow>(actor, entry, otherReferrals(actor, sought));
    return { records: found.map(openRecordOf), referrals };
  }
}
