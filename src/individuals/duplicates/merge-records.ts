import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { type FieldProblem, Invalid, Stale } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { IdentityChange, IDENTITY_FIELDS } from '../identity/identity-change.entity';
import { visibleIndividual } from '../visible-individual';
import { CannotMerge } from './duplicates.errors';
import { type ConflictRow, type MergeConflict, mergeConflicts, type Stands } from './merge-conflicts';
import { type IdentityColumns, mergedIdentity } from './merged-identity';
import { BirthCorrected, RecordsJoined } from '../individual.events';
import { tell } from '../notices/tell';
import { leadsOf } from './leads-of';
import { refusalOf } from './refusal-of';

export interface Merge {
  survivorId: string;
  mergedId: string;
  survivorVersion: number;
  mergedVersion: number;
  reason: string;
  /** For each contradiction, which side stands. */
  stands: Partial<Record<MergeConflict, Stands>>;
}

interface Row extends IdentityColumns {
  reference: string;
  version: number;
}

/**
 * Makes two records of one person one. Both histories stay, everything moves, what cannot stand twice is chosen, and all of
 * it is one transaction that can be undone. The reference of the merged record leads to the survivor.
 */
@Injectable()
export class MergeRecords {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, merge: Merge, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, merge), submission);
  }

  /** @throws CannotMerge where something must be settled first, Invalid where a choice is missing, Stale */
  async within(tx: Transaction, merge: Merge): Promise<{ id: string }> {
    const { survivorId, mergedId, reason } = merge;
    for (const individualId of [survivorId, mergedId].sort()) {
      this.rules.ensureMay(tx.actor, 'merge', 'Individual', await visibleIndividual(tx, individualId, true));
    }
    if (survivorId === mergedId) throw new CannotMerge('same');
    const [survivor, merged] = [await identityOf(tx, survivorId), await identityOf(tx, mergedId)];
    if (survivor.version !== merge.survivorVersion || merged.version !== merge.mergedVersion) throw new Stale();
    const stands = await this.chosen(tx, merge);
    const id = newId();
    const leads = await leadsOf(tx, [survivorId, mergedId]);
    const identity = mergedIdentity(survivor, merged, stands);
    const values = [id, survivorId, mergedId, reason.trim(), stands, identity, tx.now, tx.today];
    await refusalOf(() => tx.query('SELECT merge_records($1, $2, $3, $4, $5, $6, $7, $8)', values));
    await keepWhatItSaid(tx, survivorId, survivor, identity, merged.reference);
    for (const individualId of [survivorId, mergedId]) {
      const fields = Object.keys(stands);
      await tx.audit({ act: 'individual.merged', subjectType: 'record_merge', subjectId: id, individualId, fields });
    }
    await tx.publish(new RecordsJoined(survivorId, id));
    // Also where the survivor's own stands: the plan may have come from the other.
    const born = identity.date_of_birth ?? survivor.date_of_birth;
    if (born !== survivor.date_of_birth || born !== merged.date_of_birth)
      await tx.publish(new BirthCorrected(survivorId, 'joining'));
    await tell(tx, { kind: 'merged', individualId: survivorId, recipients: leads });
    await tx.announce('individual.merged', survivorId);
    return { id };
  }

  /** The choices that are needed, and no others. */
  private async chosen(tx: Transaction, { survivorId, mergedId, reason, stands }: Merge): Promise<Merge['stands']> {
    const { text, values } = mergeConflicts(survivorId, mergedId);
    const conflicts = await tx.query<ConflictRow>(text, values);
    const problems: FieldProblem[] = conflicts
      .filter(({ kind }) => stands[kind] === undefined)
      .map(({ kind }) => ({ field: kind, message: 'Choose which of the two stands' }));
    if (reason.trim() === '')
      problems.push({ field: 'reason', message: 'Enter how you know that they are one person' });
    if (problems.length > 0) throw new Invalid(problems);
    return Object.fromEntries(conflicts.map(({ kind }) => [kind, stands[kind]]));
  }
}

async function identityOf(tx: Transaction, id: string): Promise<Row> {
  const [row] = await tx.query<Row>(
    `SELECT reference, version, given_name, family_name, preferred_name, aliases, date_of_birth, sex, gender, ethnicity,
            observed_ethnicity, communication_needs FROM individuals WHERE id = $1`,
    [id],
  );
  if (!row) throw new Stale();
  return row;
}

/** Identity keeps what it said before, here as with every change of it. */
async function keepWhatItSaid(
  tx: Transaction,
  individualId: string,
  before: IdentityColumns,
  identity: Partial<IdentityColumns>,
  reference: string,
): Promise<void> {
  const changes = IDENTITY_FIELDS.filter((field) => field in identity).map((field) => ({
    ...{ id: newId(), individualId, field, was: asText(before[field]), became: asText(identity[field]) },
    source: `Merged with ${reference}`,
    recordedBy: tx.actor.userId,
    agencyId: tx.actor.agencyId,
    recordedAt: tx.now,
  }));
  if (changes.length > 0) await tx.insert(IdentityChange, changes);
}

function asText(value: string | string[] | null | undefined): string | null {
  const text = Array.isArray(value) ? value.join('\n') : value;
  return text === undefined || text === '' ? null : text;
}
