import { Injectable } from '@nestjs/common';
import { type FigureReader, figureReader, Figures } from '../indicators';
import { type Actor, hasRole } from '../platform/access';
import { Reader } from '../platform/database';
import { type CursorPage, PAGE_SIZE, pageOf } from '../platform/http';
import { Clock } from '../shared/clock';
import { NotFound } from '../shared/errors';
import {
  problemCases,
  type ProblemCountRow,
  problemCounts,
  type ProblemRow,
  type QualityCountRow,
  qualityCounts,
} from './data-quality.queries';
import { isRuleName, type RuleName } from './rules';

export interface WorkList {
  rule: RuleName;
  page: CursorPage<ProblemRow>;
}

/** What is to be mended in the records a manager or chair oversees, and how much of it there is, without names, for analysts. */
@Injectable()
export class DataQualityReads {
  constructor(
    private readonly reader: Reader,
    private readonly figures: Figures,
    private readonly clock: Clock,
  ) {}

  /** How many of the actor's cases break each rule. Counts of cases are read content, so the reading is audited. */
  problems(actor: Actor): Promise<ProblemCountRow[]> {
    const entry = { act: 'data_quality.counted', subjectType: 'individual' };
    return this.reader.many<ProblemCountRow>(actor, entry, problemCounts(actor, this.clock.today(), agencyOf(actor)));
  }

  /** @throws NotFound for a rule that there is not */
  async workList(actor: Actor, rule: string, after: string | null): Promise<WorkList> {
    if (!isRuleName(rule)) throw new NotFound();
    const asked = { today: this.clock.today(), rule, agencyId: agencyOf(actor), after, limit: PAGE_SIZE };
    const entry = { act: 'data_quality.listed', subjectType: 'individual', fields: [rule] };
    const rows = await this.reader.many<ProblemRow>(actor, entry, problemCases(actor, asked));
    return { rule, page: pageOf(rows, (row) => [row.reference]) };
  }

  /** By agency, without names; as figures are read, so that who sees no names sees no small numbers here either. */
  async counts(actor: Actor): Promise<{ rows: QualityCountRow[]; reader: FigureReader }> {
    const rules = await this.figures.smallNumbers(actor);
    const entry = { act: 'data_quality.measured', subjectType: 'cohort' };
    const rows = await this.reader.many<QualityCountRow>(actor, entry, qualityCounts(this.clock.today()));
    return { rows, reader: figureReader(actor, rules) };
  }
}

/** A manager mends what their own agency leads; a chair sees the cohort of the panel. */
const agencyOf = (actor: Actor): string | null => (hasRole(actor, 'panel_chair') ? null : actor.agencyId);
