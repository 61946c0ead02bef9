import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { ragOf } from '../domain/figure';
import { type Quarter, quarterBefore } from '../domain/quarter';
import { readExactly } from '../domain/readable';
import { Figures, figuresByCode, judgementOf, standingOf } from '../figures';
import { type FigureRow, frozenFiguresWhole } from '../indicators.queries';
import {
  changesOf,
  type Narrative,
  type Publication,
  publishable,
  type ReportPack,
  reportFigure,
} from './report-content';
import {
  type NarrativeRow,
  narrativesOf,
  type PackRow,
  packOf,
  type PublicationRow,
  publications,
  type RegisterRow,
  registersOf,
  type ReportRow,
} from './reports.queries';

/** Puts a report together: from the record while it is a draft, from what was frozen once it is issued. */
@Injectable()
export class ReportPacks {
  constructor(
    private readonly figures: Figures,
    private readonly reader: Reader,
  ) {}

  /** The pack of an issued report as it was frozen; undefined for one who may not read it. */
  async frozen(actor: Actor, reportId: string): Promise<ReportPack | undefined> {
    return (await this.reader.one<PackRow>(actor, undefined, packOf(reportId)))?.content;
  }

  async narratives(actor: Actor, reportId: string): Promise<Narrative[]> {
    const rows = await this.reader.many<NarrativeRow>(actor, undefined, narrativesOf(reportId));
    return rows.map(({ section, text, by, at }) => ({ section, text, by, at: at.toISOString() }));
  }

  /** The pack as it would be frozen now. */
  async draft(actor: Actor, report: ReportRow): Promise<ReportPack> {
    const period: Quarter = { from: report.period_from, until: report.period_until };
    const all = await this.figures.all(actor);
    const cellRows = await this.reader.many<FigureRow>(
      actor,
      undefined,
      frozenFiguresWhole(period.until, period.until),
    );
    const [registers] = await this.reader.read<[RegisterRow]>(actor, undefined, registersOf(period.from, period.until));
    const figures = all.map((one) => reportFigure(one, period, figuresByCode(cellRows, one.definition.code)));
    const before = quarterBefore(period).until;
    const lines = (kind: RegisterRow['kind']) =>
      registers.filter((row) => row.kind === kind).map(({ title, stands }) => ({ title, stands }));
    return {
      period,
      number: report.number,
      figures,
      narratives: await this.narratives(actor, report.id),
      activities: lines('activity'),
      risks: lines('risk'),
      learning: lines('learning'),
      changes: changesOf(figures, (code) => {
        const one = all.find(({ definition }) => definition.code === code);
        const figure = one && standingOf(one.quarters, before);
        if (!one || !figure?.total) return 'none';
        return ragOf(readExactly(one.definition.shape, figure.total).value, judgementOf(one.definition, figure));
      }),
    };
  }

  /** What may be published of a pack, protected against everything that was published before. */
  async publishable(actor: Actor, pack: ReportPack): Promise<Publication> {
    const earlier = await this.reader.many<PublicationRow>(actor, undefined, publications(null));
    const { rule } = await this.figures.smallNumbers(actor);
    const { period, number, narratives } = pack;
    return {
      period,
      number,
      narratives,
      figures: publishable(
        pack,
        rule,
        earlier.map(({ content }) => content),
      ),
    };
  }

  published(actor: Actor, reportId: string): Promise<PublicationRow | undefined> {
    return this.reader.one<PublicationRow>(actor, undefined, publications(reportId));
  }
}

/** Who reads a whole report, small numbers and all; managers read what was published, and write their boxes. */
export const readsPacks = (actor: Actor): boolean => hasRole(actor, 'analyst', 'governance', 'panel_chair');
