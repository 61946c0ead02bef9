import { ExitCohort } from '../cohort';
import type { NewIndividual, Tier } from '../individuals';
import { AddNote } from '../notes';
import { ApprovePlan, ReturnPlan, SubmitPlan } from '../plans';
import { RecordReview, type ReviewDecision } from '../reviews';
import { addDays, dayInLondon, type Day } from '../shared/day';
import type { Cast } from './cast';
import type { Chance } from './chance';
import type { History } from './history';
import { approveForPanel } from './panel-approval';
import type { Stage } from './stage';
import { attendeesOf } from './story-attendees';
import { closeLater } from './story-actions';
import { HELD_EARLY, RATIONALES, SUMMARIES, VOICES } from './story-words';
import { visitHome } from './story-home';
import { screen } from './story-screening';
import { writePlan } from './story-plan';
import { checkEveryHalfYear } from './story-cohort';
import { referBefore, takeOn } from './story-referral';

const DAY = 86_400_000;
const TIER_SHARES: [Tier, number][] = [
  ['critical', 1],
  ['high', 4],
  ['medium', 4],
  ['monitoring', 1],
];
const CHAIR = 'chair@mace.example';
const NEXT_TIER: Record<Tier, Tier> = {
  critical: 'high',
  high: 'medium',
  medium: 'monitoring',
  monitoring: 'monitoring',
};

/** How far a case has come by the end of the history. */
export type Reach = 'just_added' | 'screened' | 'drafting' | 'awaiting_approval' | 'whole' | 'review_missed';

/** One fictional person from referral to the present day, told by the verbs of the people who work the case. */
export class CaseStory {
  private individualId = '';
  private planId = '';
  private tier: Tier;
  private reviews = 0;

  constructor(
    private readonly stage: Stage,
    private readonly history: History,
    private readonly chance: Chance,
    private readonly cast: Cast,
    private readonly reach: Reach,
    private readonly until: Date,
  ) {
    // A review every six weeks or sooner, so that one falls due in the last weeks.
    const tiers: [Tier, number][] =
      reach === 'review_missed'
        ? [
            ['critical', 1],
            ['high', 3],
          ]
        : TIER_SHARES;
    this.tier = chance.weighted(tiers);
  }

  begin(at: Date, person: NewIndividual): void {
    const referral = referBefore(this.stage, this.history, { person, at });
    this.history.at(at, async () => {
      const { cast, tier } = this;
      const today = dayInLondon(at);
      this.individualId = await takeOn(this.stage, this.chance, { person, cast, tier, today, referralId: referral.id });
      await visitHome(this.stage, this.chance, { individualId: this.individualId, person, lead: cast.lead, today });
    });
    // The few whose review is missed are not checked either.
    if (this.reach !== 'review_missed')
      checkEveryHalfYear(this.stage, this.history, {
        from: at,
        until: this.until,
        whom: () => this.individualId,
        andThen: (again) => this.screen(again),
      });
    if (this.reach === 'just_added') return;
    const screenedAt = later(at, this.chance.between(1, 8));
    this.history.at(screenedAt, () => this.screen(screenedAt));
    if (this.reach === 'screened') return;
    const writtenAt = later(screenedAt, this.chance.between(2, 14));
    this.history.at(writtenAt, () => this.plan(writtenAt));
  }

  private screen(at: Date): Promise<void> {
    const { individualId, tier, cast } = this;
    return screen(this.stage, this.chance, { individualId, tier, lead: cast.lead, today: dayInLondon(at) });
  }

  private async plan(at: Date): Promise<void> {
    const isWhole = this.reach !== 'drafting';
    const written = await this.stage.sitting(this.cast.lead, async (tx) => {
      const plan = await writePlan(tx, this.stage, {
        individualId: this.individualId,
        chance: this.chance,
        isWhole,
        today: dayInLondon(at),
      });
      if (this.reach === 'review_missed') this.stage.overlooked.push(this.individualId);
      if (isWhole) await this.stage.verb(SubmitPlan).within(tx, plan);
      return plan;
    });
    this.planId = written.planId;
    for (const action of written.actions) closeLater(this.stage, this.history, this.chance, action);
    const isForPanel = this.reach === 'awaiting_approval' && this.tier === 'critical';
    if (this.reach !== 'whole' && this.reach !== 'review_missed' && !isForPanel) return;
    const decidedAt = later(at, this.chance.between(1, 4));
    if (!isForPanel && this.chance.happens(0.15)) this.history.at(decidedAt, () => this.returnOnce(decidedAt));
    else this.history.at(decidedAt, () => this.approve(decidedAt));
  }

  private async returnOnce(at: Date): Promise<void> {
    await this.stage.sitting(this.cast.manager, async (tx) => {
      const version = await this.planVersion(tx);
      await this.stage
        .verb(ReturnPlan)
        .within(tx, { planId: this.planId, version, comment: 'Say who tells the family, and by when.' });
    });
    const againAt = later(at, 2);
    this.history.at(againAt, async () => {
      await this.stage.sitting(this.cast.lead, async (tx) => {
        await this.stage.verb(SubmitPlan).within(tx, { planId: this.planId, version: await this.planVersion(tx) });
      });
      const approvedAt = later(againAt, 1);
      this.history.at(approvedAt, () => this.approve(approvedAt));
    });
  }

  private async approve(at: Date): Promise<void> {
    await this.stage.sitting(this.cast.manager, async (tx) => {
      await this.stage.verb(ApprovePlan).within(tx, { planId: this.planId, version: await this.planVersion(tx) });
    });
    if (this.reach === 'awaiting_approval') return;
    await approveForPanel(this.stage, this.planId);
    await this.expectReview(at);
  }

  /** Most reviews are held in time, some late; the last of a few is simply not held: that is what the product is for. */
  private async expectReview(after: Date): Promise<void> {
    const [due] = await this.stage.sitting(CHAIR, (tx) =>
      tx.query<{ dueOn: Day }>(
        `SELECT due_on AS "dueOn" FROM review_schedules WHERE plan_id = $1 AND status = 'active'`,
        [this.planId],
      ),
    );
    if (!due) return;
    const missedFrom = dayInLondon(later(this.until, -45));
    if (this.reach === 'review_missed' && due.dueOn >= missedFrom && due.dueOn < dayInLondon(this.until)) return;
    const days = this.chance.weighted([
      [-this.chance.between(0, 10), 8],
      [this.chance.between(1, 14), 2],
      [this.chance.between(20, 45), 1],
    ]);
    const at = new Date(`${addDays(due.dueOn, days)}T${String(this.chance.between(9, 16)).padStart(2, '0')}:30:00Z`);
    const heldAt = at > after ? at : later(after, 1);
    this.history.at(heldAt, () => this.review(heldAt));
  }

  private async review(at: Date): Promise<void> {
    const stillDue = await this.stage.sitting(CHAIR, (tx) =>
      tx.query(
        `SELECT 1 FROM review_schedules WHERE plan_id = $1 AND status = 'active' AND made_at < $2::timestamptz - interval '7 days'`,
        [this.planId, at],
      ),
    );
    // The panel may have reviewed it in the meantime.
    if (stillDue.length === 0) return this.expectReview(at);
    this.reviews += 1;
    const decision = this.decide();
    const [personViewAnswer, personView] = this.chance.pick(VOICES);
    // A change of tier is a manager's to decide.
    const recorder = decision === 'step_down' ? this.cast.manager : this.cast.lead;
    await this.stage.sitting(recorder, async (tx) => {
      await this.stage.verb(RecordReview).within(tx, {
        individualId: this.individualId,
        heldOn: dayInLondon(at),
        earlyReason: HELD_EARLY,
        personViewAnswer,
        personView,
        summary: this.chance.pick(SUMMARIES),
        decision,
        newTier: decision === 'step_down' ? NEXT_TIER[this.tier] : null,
        rationale: this.chance.pick(RATIONALES),
        attendees: await attendeesOf(this.stage, this.reviews, personViewAnswer !== 'could_not_ask'),
      });
      await this.stage.verb(AddNote).within(tx, {
        individualId: this.individualId,
        text: this.chance.pick(SUMMARIES),
        basis: 'opinion',
        happenedOn: dayInLondon(at),
      });
    });
    if (decision === 'step_down') this.tier = NEXT_TIER[this.tier];
    if (decision === 'close') await this.leave();
    else await this.expectReview(at);
  }

  private decide(): ReviewDecision {
    if (this.reach === 'review_missed') return 'continue';
    if (this.reviews >= 3 && this.chance.happens(0.2)) return 'close';
    if (this.reviews >= 2 && this.tier !== 'monitoring' && this.chance.happens(0.2)) return 'step_down';
    return this.chance.weighted([
      ['continue', 3],
      ['revise', 1],
    ]);
  }

  private async leave(): Promise<void> {
    await this.stage.sitting(CHAIR, (tx) =>
      this.stage.verb(ExitCohort).within(tx, {
        individualId: this.individualId,
        exitReason: 'stepped_down',
        rationale: 'Support goes on with early help; nobody has been hurt for three months.',
      }),
    );
  }

  private async planVersion(tx: { query: <Row>(text: string, values: unknown[]) => Promise<Row[]> }): Promise<number> {
    const [plan] = await tx.query<{ version: number }>('SELECT version FROM plans WHERE id = $1', [this.planId]);
    if (!plan) throw new RangeError('The story lost its plan.');
    return plan.version;
  }
}

const later = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY);
