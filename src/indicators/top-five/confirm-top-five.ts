import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { ageOn } from '../../shared/age';
import { addMonths } from '../../shared/day';
import { Conflict, type FieldProblem, Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { quarterOf } from '../domain/quarter';
import { type CandidateRow, topFiveCandidates } from './top-five.queries';

export const PLACES = 5;
const ADULT = 18;

export interface Chosen {
  place: number;
  individualId: string;
  reason: string;
}

export interface TopFiveList {
  chosen: Chosen[];
  /** Said of every child on it: support and safeguarding come first. */
  isChildFirst: boolean;
}

class ConfirmedAlready extends Conflict {
  constructor() {
    super('The list of this quarter is confirmed already. It is frozen; the next quarter has a new one.');
  }
}

/**
 * The people whom a chair confirms as repeat perpetrators for the quarter that runs: chosen by a person with a reason each, never by a
 * score alone, once a quarter and frozen (the partnership's plan: “Top 5 repeat offenders identified on a quarterly basis”).
 */
@Injectable()
export class ConfirmTopFive {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, list: TopFiveList, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, list), submission);
  }

  async within(tx: Transaction, list: TopFiveList): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'read', 'Figure', {});
    this.rules.ensureMay(tx.actor, 'confirm', 'TopFive', {});
    const { until } = quarterOf(tx.today);
    const [there] = await tx.query('SELECT 1 FROM top_five_lists WHERE period_until = $1', [until]);
    if (there) throw new ConfirmedAlready();
    const { text, values } = topFiveCandidates(tx.actor, addMonths(tx.today, -12));
    const candidates = new Map((await tx.query<CandidateRow>(text, values ?? [])).map((row) => [row.id, row]));
    const problems = problemsOf(list, candidates, tx.today);
    if (problems.length > 0) throw new Invalid(problems);
    const id = newId();
    await tx.query(
      'INSERT INTO top_five_lists (id, period_until, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4)',
      [id, until, tx.actor.userId, tx.now],
    );
    for (const { place, individualId, reason } of list.chosen) {
      await tx.query(
        'INSERT INTO top_five_people (id, list_id, individual_id, place, reason) VALUES ($1, $2, $3, $4, $5)',
        [newId(), id, individualId, place, reason],
      );
      await tx.audit({ act: 'top_five.named', subjectType: 'top_five', subjectId: id, individualId });
    }
    await tx.audit({ act: 'top_five.confirmed', subjectType: 'top_five', subjectId: id, fields: [until] });
    return { id };
  }
}

function problemsOf(
  { chosen, isChildFirst }: TopFiveList,
  candidates: Map<string, CandidateRow>,
  today: string,
): FieldProblem[] {
  if (chosen.length === 0) return [{ field: 'person-1', message: 'Select at least one person' }];
  const problems = chosen.flatMap(({ place, individualId, reason }, at): FieldProblem[] => {
    if (!candidates.has(individualId)) return [{ field: `person-${place}`, message: 'Select somebody from the list' }];
    if (chosen.findIndex((one) => one.individualId === individualId) < at)
      return [{ field: `person-${place}`, message: `Place ${place}: they stand on the list already` }];
    if (reason.trim() === '') return [{ field: `reason-${place}`, message: `Place ${place}: say why they are on it` }];
    if (reason.length > 500)
      return [{ field: `reason-${place}`, message: `Place ${place}: keep the reason under 500 characters` }];
    return [];
  });
  const hasChild = chosen.some(({ individualId }) => {
    const born = candidates.get(individualId)?.date_of_birth;
    return born === null || (born !== undefined && ageOn(born, today) < ADULT);
  });
  if (hasChild && !isChildFirst)
    problems.push({
      field: 'childFirst',
      message: 'Somebody on it is a child, or may be: confirm that support and safeguarding come first',
    });
  return problems;
}
