import { Injectable } from '@nestjs/common';
import { type ItemVisibility, keptTo } from '../notes';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid } from '../shared/errors';
import { newId } from '../shared/ids';
import { refuseAddedAlready } from './added-already';
import { ASKED_SECTIONS, type EntrySection, type VoiceAnswer } from './domain/plan-vocabulary';
import { PlanEntryRecord } from './plan-entry.entity';
import { partChanged, type SeenPlan, takeForChange } from './take-plan';

export interface NewPlanEntry extends ItemVisibility {
  section: EntrySection;
  text: string;
  /** The person's answer about the plan; for the section `voice`, and for it alone. */
  voiceAnswer?: VoiceAnswer | null;
  /** Of the person or the carer: when they were asked, or it was tried; left out: today. */
  askedOn?: Day | null;
  /** Who asked, by name; left out: the author. */
  askedBy?: string;
}

/** Adds a dated entry to one section of the plan's long text. What was written before stays. */
@Injectable()
export class AddPlanEntry {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(
    actor: Actor,
    seen: SeenPlan,
    entry: NewPlanEntry,
    submission?: Submission,
  ): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, seen, entry), submission);
  }

  async within(tx: Transaction, seen: SeenPlan, entry: NewPlanEntry): Promise<{ id: string; version: number }> {
    const plan = await takeForChange(tx, this.rules, seen);
    const { section, text } = entry;
    const voiceAnswer = entry.voiceAnswer ?? null;
    if (section === 'voice' && voiceAnswer === null) {
      throw new Invalid([{ field: 'voiceAnswer', message: 'Select whether the person agrees with the plan' }]);
    }
    if (section !== 'voice' && voiceAnswer !== null) {
      throw new Invalid([{ field: 'voiceAnswer', message: 'Only what the person says has this answer' }]);
    }
    const asked = await askedOf(tx, entry);
    const kept = await keptTo(tx, plan.individualId, entry);
    await refuseAddedAlready(tx, plan, 'plan_entries', {
      plan_id: plan.id,
      section,
      voice_answer: voiceAnswer,
      text,
      asked_on: asked.askedOn,
      visibility: kept.visibility,
    });
    const id = newId();
    await tx.insert(PlanEntryRecord, {
      id,
      planId: plan.id,
      individualId: plan.individualId,
      section,
      voiceAnswer,
      text,
      ...asked,
      ...kept,
      authorId: tx.actor.userId,
      recordedAt: tx.now,
    });
    return { id, ...(await partChanged(tx, plan, { ...kept, act: 'plan.entry_added', fields: [section] })) };
  }
}

/** When somebody was asked, and by whom. @throws Invalid for a day to come, or a section in which nobody is asked */
async function askedOf(tx: Transaction, entry: NewPlanEntry): Promise<{ askedOn: Day | null; askedBy: string | null }> {
  const { askedOn, askedBy = '' } = entry;
  if (!ASKED_SECTIONS.includes(entry.section)) {
    if (askedOn || askedBy.trim() !== '') throw new Invalid([{ field: 'askedOn', message: 'Nobody is asked here' }]);
    return { askedOn: null, askedBy: null };
  }
  if (askedOn && askedOn > tx.today) {
    throw new Invalid([{ field: 'askedOn', message: 'The day they were asked must be today or in the past' }]);
  }
  const [author] = await tx.query<{ name: string }>('SELECT display_name AS name FROM users WHERE id = $1', [
    tx.actor.userId,
  ]);
  return { askedOn: askedOn ?? tx.today, askedBy: askedBy.trim() || (author?.name ?? null) };
}
