import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Conflict, Invalid, NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { IndividualAddress } from './individual-address.entity';
import { IndividualEducation } from './individual-education.entity';
import { IndividualIdentifier } from './individual-identifier.entity';
import { IndividualStatus } from './individual-status.entity';
import type { DatedFact, RecordedFact } from './recorded-fact';
import { IndividualRelationship } from './relationships/relationship.entity';
import { visibleIndividual } from './visible-individual';
import { readableItem, visibilitiesFor } from './visibility/visibility';

export const FACT_KINDS = ['identifier', 'address', 'education', 'status', 'relationship'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

interface NamedFact {
  individualId: string;
  kind: FactKind;
  id: string;
  version: number;
}

export type FactEnding = NamedFact & ({ how: 'ended'; untilOn: Day } | { how: 'recorded_in_error'; because: string });

export const FACT_TABLES: Record<FactKind, string> = {
  identifier: 'individual_identifiers',
  address: 'individual_addresses',
  education: 'individual_education',
  status: 'individual_statuses',
  relationship: 'individual_relationships',
};

const DATED: Partial<Record<FactKind, new () => DatedFact>> = {
  address: IndividualAddress,
  education: IndividualEducation,
  status: IndividualStatus,
  relationship: IndividualRelationship,
};
const RECORDED: Record<FactKind, new () => RecordedFact> = {
  identifier: IndividualIdentifier,
  address: IndividualAddress,
  education: IndividualEducation,
  status: IndividualStatus,
  relationship: IndividualRelationship,
};

/** Says that something recorded about a person is true no more, or never was. Both keep the row and its history. */
@Injectable()
export class EndFact {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, ending: FactEnding, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, ending), submission);
  }

  /** @throws NotFound, Stale, Invalid for a day before it began or to come, Conflict when it has ended already */
  async within(tx: Transaction, ending: FactEnding): Promise<{ id: string }> {
    const { individualId, kind, id, version } = ending;
    const individual = await visibleIndividual(tx, individualId);
    const fact = await factNow(tx, ending);
    this.rules.ensureMay(tx.actor, 'change', 'Individual', individual);
    if (fact.is_withdrawn || (ending.how === 'ended' && fact.until_on !== null)) {
      throw new Conflict('Somebody has already said that this is true no more.');
    }
    if (ending.how === 'ended') {
      const target = DATED[kind];
      if (!target)
        throw new Invalid([{ field: 'how', message: 'A number does not end: say that it was recorded in error' }]);
      refuseWrongDay(tx, ending.untilOn, fact.from_on);
      await tx.change(target, { id, version }, { untilOn: ending.untilOn });
    } else {
      if (ending.because.trim() === '') throw new Invalid([{ field: 'because', message: 'Enter what was wrong' }]);
      const withdrawal = { withdrawnAt: tx.now, withdrawnBy: tx.actor.userId, withdrawnBecause: ending.because };
      await tx.change(RECORDED[kind], { id, version }, withdrawal);
    }
    await tx.audit({
      act: ending.how === 'ended' ? `individual.${kind}_ended` : `individual.${kind}_withdrawn`,
      subjectType: `individual_${kind}`,
      subjectId: id,
      individualId,
      fields: [ending.how === 'ended' ? 'untilOn' : 'withdrawnBecause'],
    });
    return { id };
  }
}

interface FactNow {
  from_on: Day | null;
  until_on: Day | null;
  is_withdrawn: boolean;
}

const now = (kind: FactKind, days = 'f.from_on, f.until_on', more = ''): string => `
  SELECT ${days}, f.withdrawn_at IS NOT NULL AS is_withdrawn FROM ${FACT_TABLES[kind]} f
   WHERE f.id = $1 AND f.individual_id = $2 ${more}`;
const NOW: Record<FactKind, string> = {
  identifier: now('identifier', 'NULL::date AS from_on, NULL::date AS until_on'),
  address: now('address'),
  education: now('education'),
  status: now('status'),
  relationship: now('relationship', undefined, `AND ${readableItem('f', '$3', '$4')}`),
};

async function factNow(tx: Transaction, { individualId, kind, id }: FactEnding): Promise<FactNow> {
  if (!isId(id)) throw new NotFound();
  const sight = kind === 'relationship' ? [visibilitiesFor(tx.actor.agencyKind), tx.actor.agencyId] : [];
  const text = NOW[kind];
  const [fact] = await tx.query<FactNow>(text, [id, individualId, ...sight]);
  if (!fact) throw new NotFound();
  return fact;
}

function refuseWrongDay(tx: Transaction, untilOn: Day, fromOn: Day | null): void {
  if (untilOn > tx.today)
    throw new Invalid([{ field: 'untilOn', message: 'The day it ended must be today or in the past' }]);
  if (fromOn !== null && untilOn < fromOn) {
    throw new Invalid([
      { field: 'untilOn', message: 'The day it ended must be the same as or after the day it began' },
    ]);
  }
}
