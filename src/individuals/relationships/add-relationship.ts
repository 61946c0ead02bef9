import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { Day } from '../../shared/day';
import { type FieldProblem, Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { visibleIndividual } from '../visible-individual';
import { keptTo } from '../visibility/kept-to';
import type { ItemVisibility } from '../visibility/visibility';
import {
  isPerson,
  type RelationshipBasis,
  type RelationshipKind,
  type Reliability,
  REVIEWED_KINDS,
} from './relationship-words';
import { IndividualRelationship, IndividualRelationshipLink } from './relationship.entity';

export interface NewRelationship extends ItemVisibility {
  individualId: string;
  kind: RelationshipKind;
  /** What everybody on this case reads, also where the person has a record they may not see. */
  name: string;
  detail?: string | null;
  organisation?: string | null;
  contact?: string | null;
  /** Null: not known. */
  hasParentalResponsibility?: boolean | null;
  livesWith?: boolean | null;
  isProtective?: boolean;
  fromOn?: Day | null;
  source: string;
  basis: RelationshipBasis;
  reliability: Reliability;
  /** The day to ask whether it is still true. */
  reviewOn?: Day | null;
  /** The reference of the person's own record, where the actor sees one. */
  relatedReference?: string | null;
}

/** Records a person, group or place an individual has to do with. */
@Injectable()
export class AddRelationship {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: NewRelationship, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  /** @throws Invalid naming the field; a record the actor may not see is answered as one that is not there */
  async within(tx: Transaction, input: NewRelationship): Promise<{ id: string }> {
    const { individualId, relatedReference: _reference, ...said } = input;
    this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, individualId));
    refuseWrong(tx, input);
    const relatedIndividualId = await relatedOf(tx, input);
    const kept = await keptTo(tx, individualId, input);
    const id = newId();
    await tx.insert(IndividualRelationship, {
      ...said,
      ...kept,
      id,
      individualId,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now,
    });
    if (relatedIndividualId !== null) {
      await tx.insert(IndividualRelationshipLink, { relationshipId: id, individualId, relatedIndividualId });
    }
    await tx.audit({
      act: 'individual.relationship_added',
      subjectType: 'individual_relationship',
      subjectId: id,
      individualId,
      fields: ['kind', 'name', 'visibility', ...(relatedIndividualId === null ? [] : ['link'])],
    });
    return { id };
  }
}

function refuseWrong(tx: Transaction, input: NewRelationship): void {
  const { kind, name, source, fromOn, reviewOn, relatedReference } = input;
  const problems: FieldProblem[] = [];
  const say = (field: string, message: string): void => void problems.push({ field, message });
  if (name.trim() === '') say('name', 'Enter a name, or words for somebody whose name is not known');
  if (source.trim() === '') say('source', 'Enter who told you, or where you read it');
  if (fromOn != null && fromOn > tx.today) say('fromOn', 'The first day must be today or in the past');
  if (reviewOn != null && reviewOn <= tx.today) say('reviewOn', 'The day to look again must be in the future');
  if (reviewOn == null && REVIEWED_KINDS.includes(kind)) {
    say('reviewOn', 'Enter a day to look again: this must not stay on the record unasked');
  }
  if (relatedReference && !isPerson(kind)) say('relatedReference', 'Only a person has a record of their own');
  if (problems.length > 0) throw new Invalid(problems);
}

/** What urgent access opens is not the actor's to write about. */
async function relatedOf(tx: Transaction, { individualId, relatedReference }: NewRelationship): Promise<string | null> {
  const reference = relatedReference?.trim().toUpperCase() ?? '';
  if (reference === '') return null;
  const own = tx.actor.accessKeys.filter((key) => !(tx.actor.openGrants ?? []).includes(key));
  const [found] = await tx.query<{ id: string }>(
    'SELECT id FROM individuals WHERE reference = $1 AND access_keys && $2::uuid[]',
    [reference, own],
  );
  if (!found) {
    throw new Invalid([
      { field: 'relatedReference', message: 'There is no record with this reference that you can see' },
    ]);
  }
  if (found.id === individualId) {
    throw new Invalid([{ field: 'relatedReference', message: 'This is the record of the person themselves' }]);
  }
  return found.id;
}
