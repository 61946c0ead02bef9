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
    refuseWrong(wanted, candidates);
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

function refuseWrong(wanted: { thing: Holding; newHolderId: string }[], candidates: Candidate[]): void {
  const problems = wanted.flatMap(({ thing, newHolderId }) => {
    const candidate = candidates.find(({ id }) => id === newHolderId);
    const why = candidate ? whyNot(thing, candidate) : 'This person is away, or their account has ended';
    return why === null
      ? []
      : [{ field: `each-${heldKey(thing)}`, message: `${why}. Select somebody else for this one` }];
  });
  if (problems.length > 0) throw new Invalid(problems);
}
