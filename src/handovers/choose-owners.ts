import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import { Invalid } from '../shared/errors';
import { type Candidate, heldKey } from './domain/held';
import { whyNot } from './domain/may-hold';
import { type Choice, Handover } from './handover.entity';
import { HandoverIsOver, NothingChosen } from './handover.errors';
import { HandoverPreviews } from './handover-previews';
import type { Holding } from './holdings';

export interface OwnerChoices {
  id: string;
  /** The version the user saw. */
  version: number;
  /** One person for everything that says nothing else. */
  forAll?: string;
  /** By heldKey(): a person, or '' to follow `forAll`. What follows nobody stays where it is. */
  each: Record<string, string>;
}

/** Who is to hold each thing. Nothing changes yet: the next page says what will. */
@Injectable()
export class ChooseOwners {
  constructor(
    private readonly transactions: Transactions,
    private readonly previews: HandoverPreviews,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, choices: OwnerChoices, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, choices), submission);
  }

  /** @throws Invalid naming every thing whose new holder may not hold it, and why */
  async within(tx: Transaction, { id, version, forAll, each }: OwnerChoices): Promise<{ id: string }> {
    const ask = <Row>({ text, values }: { text: string; values?: unknown[] }): Promise<Row[]> => tx.query(text, values);
    const record = await this.previews.record(ask, tx.actor, id);
    this.rules.ensureMay(tx.actor, 'change', 'Handover', { madeBy: record.made_by, agencyId: record.agency_id });
    if (record.status !== 'prepared') throw new HandoverIsOver();
    const { things, candidates } = await this.previews.previewBy(ask, tx.actor, record, tx.today);
    const wanted = things.flatMap((thing) => {
      const own = each[heldKey(thing)] ?? '';
      const newHolderId = own === '' ? (forAll ?? '') : own;
      return newHolderId === '' || newHolderId === KEEP ? [] : [{ thing, newHolderId }];
    });
    if (wanted.length === 0) throw new NothingChosen();
    refuseWrong(wanted, candidates, forAll);
    const choices: Choice[] = wanted.map(({ thing, newHolderId }) => ({
      kind: thing.kind,
      thingId: thing.thingId,
      version: thing.row.version,
      newHolderId,
    }));
    await tx.change(Handover, { id, version }, { choices });
    await tx.audit({ act: 'handover.chosen', subjectType: 'handover', subjectId: id, fields: ['choices'] });
    return { id };
  }
}

/** A thing that stays with whoever holds it. */
export const KEEP = 'keep';

interface Wanted {
  thing: Holding;
  newHolderId: string;
}

/** What one person may not take with everything else is said once: seventy lines would say no more. */
function refuseWrong(wanted: Wanted[], candidates: Candidate[], forAll: string | undefined): void {
  const refused = wanted.flatMap(({ thing, newHolderId }) => {
    const candidate = candidates.find(({ id }) => id === newHolderId);
    const why = candidate ? whyNot(thing, candidate) : 'Their account has ended, or they work no cases any more';
    return why === null ? [] : [{ thing, newHolderId, why, name: candidate?.name ?? 'This person' }];
  });
  const [first, ...more] = refused;
  if (first === undefined) return;
  if (more.length > 0 && first.newHolderId === forAll) {
    const message = `${first.name} may not take over ${refused.length} of these ${wanted.length}, for example ${aboutOf(first.thing)}: ${first.why}. Select somebody else, or a person for each below`;
    throw new Invalid([{ field: 'forAll', message }]);
  }
  throw new Invalid(
    refused.map(({ thing, why }) => ({
      field: `each-${heldKey(thing)}`,
      message: `${aboutOf(thing)}: ${why}. Select somebody else for this one`,
    })),
  );
}

const aboutOf = ({ row }: Holding): string => row.reference ?? row.about ?? 'this one';
