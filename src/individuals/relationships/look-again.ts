import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { Day } from '../../shared/day';
import { Conflict, type FieldProblem, Invalid, NotFound } from '../../shared/errors';
import { isId, newId } from '../../shared/ids';
import { visibleIndividual } from '../visible-individual';
import { readableItem, visibilitiesFor, type Visibility } from '../visibility/visibility';
import { RelationshipReview, type SecondLookOutcome } from './relationship-review.entity';
import { IndividualRelationship, IndividualRelationshipLink } from './relationship.entity';
import { type RelationshipBasis, type RelationshipKind, type Reliability, REVIEWED_KINDS } from './relationship-words';

export interface SecondLook {
  individualId: string;
  relationshipId: string;
  version: number;
  outcome: SecondLookOutcome;
  /** What it is based on: who was asked, what was seen. */
  note: string;
  /** The day to look again, unless it ended. Null: nobody needs to. */
  nextOn?: Day | null;
  /** The day it ended. */
  untilOn?: Day | null;
  /** How it is put from now on; what is left out stays as it is. */
  kind?: RelationshipKind | null;
  name?: string | null;
  detail?: string | null;
  basis?: RelationshipBasis | null;
  reliability?: Reliability | null;
  source?: string | null;
}

/** Looks again at what is recorded about a relationship: it is still true, it is put another way, or it has ended. */
@Injectable()
export class LookAgain {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: SecondLook, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  /** @throws NotFound, Stale, Invalid naming the field, Conflict when it has ended already */
  async within(tx: Transaction, input: SecondLook): Promise<{ id: string }> {
    const { individualId, relationshipId, version, outcome, note } = input;
    const individual = await visibleIndividual(tx, individualId);
    const standing = await standingOne(tx, input);
    this.rules.ensureMay(tx.actor, 'change', 'Individual', individual);
    if (standing.is_past) throw new Conflict('Somebody has already said that this is true no more.');
    refuseWrong(tx, input, standing);
    const nextOn = outcome === 'ended' ? null : (input.nextOn ?? null);
    const replacedBy = outcome === 'amended' ? await putAnotherWay(tx, input, standing) : null;
    await tx.change(IndividualRelationship, { id: relationshipId, version }, changeOf(tx, input));
    await tx.insert(RelationshipReview, {
      ...{ id: newId(), relationshipId, individualId, outcome, note, nextOn, replacedBy },
      wasDueOn: standing.review_on,
      reviewedBy: tx.actor.userId,
      agencyId: tx.actor.agencyId,
      reviewedAt: tx.now,
    });
    await tx.audit({
      act: `individual.relationship_${outcome}`,
      subjectType: 'individual_relationship',
      subjectId: relationshipId,
      individualId,
      fields: ['reviewOn', ...(outcome === 'ended' ? ['untilOn'] : []), ...(replacedBy === null ? [] : ['replacedBy'])],
    });
    return { id: replacedBy ?? relationshipId };
  }
}

interface StandingRow {
  kind: RelationshipKind;
  name: string;
  detail: string | null;
  organisation: string | null;
  contact: string | null;
  has_parental_responsibility: boolean | null;
  lives_with: boolean | null;
  is_protective: boolean;
  from_on: Day | null;
  source: string;
  basis: RelationshipBasis;
  reliability: Reliability;
  review_on: Day | null;
  visibility: Visibility;
  visible_to: string[];
  may_be_passed_on: boolean;
  related_id: string | null;
  is_past: boolean;
}

const STANDING = `SELECT r.kind, r.name, r.detail, r.organisation, r.contact, r.has_parental_responsibility, r.lives_with, r.is_protective, r.from_on,
         r.source, r.basis, r.reliability, r.review_on, r.visibility, r.visible_to, r.may_be_passed_on,
         l.related_individual_id AS related_id, r.until_on IS NOT NULL OR r.withdrawn_at IS NOT NULL AS is_past
    FROM individual_relationships r LEFT JOIN individual_relationship_links l ON l.relationship_id = r.id
   WHERE r.id = $1 AND r.individual_id = $2 AND ${readableItem('r', '$3', '$4')}`;

async function standingOne(tx: Transaction, { individualId, relationshipId }: SecondLook): Promise<StandingRow> {
  if (!isId(relationshipId)) throw new NotFound();
  const [row] = await tx.query<StandingRow>(STANDING, [
    relationshipId,
    individualId,
    visibilitiesFor(tx.actor.agencyKind),
    tx.actor.agencyId,
  ]);
  if (!row) throw new NotFound();
  return row;
}

/** What can be put another way. */
const WORDS = ['kind', 'name', 'detail', 'basis', 'reliability', 'source'] as const;

function refuseWrong(tx: Transaction, input: SecondLook, standing: StandingRow): void {
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string): void => void problems.push({ field, message });
  if (input.note.trim() === '') say('note', 'Enter what you went by');
  if (input.outcome === 'ended') {
    if (input.untilOn == null) say('untilOn', 'Enter the day it ended');
    else if (input.untilOn > tx.today) say('untilOn', 'The day it ended must be today or in the past');
    else if (standing.from_on !== null && input.untilOn < standing.from_on)
      say('untilOn', 'The day it ended must be the same as or after the day it began');
  } else if (input.nextOn == null) {
    const kind = input.outcome === 'amended' ? (input.kind ?? standing.kind) : standing.kind;
    if (REVIEWED_KINDS.includes(kind))
      say('nextOn', 'Enter a day to look again: this must not stay on the record unasked');
  } else if (input.nextOn <= tx.today) say('nextOn', 'The day to look again must be in the future');
  const isChanged = WORDS.some((field) => input[field] != null && input[field] !== (standing[field] ?? ''));
  if (input.outcome === 'amended' && !isChanged)
    say('outcome', 'Change what is recorded, or say that it is still true');
  if (input.outcome !== 'amended' && isChanged)
    say('outcome', 'You changed what is recorded: select that it is put another way');
  if (problems.length > 0) throw new Invalid(problems);
}

/** Of the old row: its next day, its last day, or the day on which other words took its place. */
function changeOf(tx: Transaction, { outcome, nextOn, untilOn }: SecondLook) {
  if (outcome === 'confirmed') return { reviewOn: nextOn ?? null };
  if (outcome === 'ended') return { untilOn: untilOn ?? tx.today };
  return { untilOn: tx.today };
}

/** What was written stays as it was; the new words are a row of their own, for the same readers, with the same link. */
async function putAnotherWay(tx: Transaction, input: SecondLook, old: StandingRow): Promise<string> {
  const id = newId();
  await tx.insert(IndividualRelationship, {
    ...{ id, individualId: input.individualId, recordedBy: tx.actor.userId, recordedAt: tx.now },
    kind: input.kind ?? old.kind,
    name: input.name ?? old.name,
    detail: input.detail ?? old.detail,
    basis: input.basis ?? old.basis,
    reliability: input.reliability ?? old.reliability,
    source: input.source ?? old.source,
    organisation: old.organisation,
    contact: old.contact,
    hasParentalResponsibility: old.has_parental_responsibility,
    livesWith: old.lives_with,
    isProtective: old.is_protective,
    fromOn: old.from_on,
    reviewOn: input.nextOn ?? null,
    visibility: old.visibility,
    visibleTo: old.visible_to,
    mayBePassedOn: old.may_be_passed_on,
  });
  if (old.related_id !== null) {
    await tx.insert(IndividualRelationshipLink, {
      relationshipId: id,
      individualId: input.individualId,
      relatedIndividualId: old.related_id,
    });
  }
  return id;
}
