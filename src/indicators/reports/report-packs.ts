import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { ragOf } from '../domain/figure';
import { type Quarter, quarterBefore, sameQuarterLastYear } from '../domain/quarter';
import { readExactly } from '../domain/readable';
import type { SmallNumberRule } from '../domain/small-numbers';
import { Figures, figuresByCode, judgementOf, standingOf } from '../figures';
import { FrozenGroups } from '../groups/frozen-groups';
import { groupTables, type PublishedGroups, publishedGroups } from '../groups/group-tables';
import { groupNotices, type NoticeRow } from '../groups/groups.queries';
import { noticesBeside } from '../groups/withdrawn';
import { type FigureRow, frozenFiguresWhole } from '../indicators.queries';
import {
  changesOf,
  type Narrative,
  type Publication,
  type ReportGroups,
  type ReportPack,
  reportFigure,
  SECTIONS,
} from './report-content';
import { newestOf } from './narrative-boxes';
import { type EarlierPublication, publishable } from './publishable';
import {
  type NarrativeRow,
  narrativeHistory,
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
    private readonly frozenGroups: FrozenGroups,
    private readonly reader: Reader,
  ) {}

  /** The pack of an issued report as it was frozen; undefined for one who may not read it. */
  async frozen(actor: Actor, reportId: string): Promise<ReportPack | undefined> {
    return (await this.reader.one<PackRow>(actor, undefined, packOf(reportId)))?.content;
  }

  async narratives(actor: Actor, reportId: string): Promise<Narrative[]> {
    const history = await this.history(actor, reportId);
    return SECTIONS.flatMap((section) => {
      const newest = newestOf(history, section);
      if (!newest) return [];
      const { text, by, at, carried_from: carriedFrom } = newest;
      return [{ section, text, by, at: at.toISOString(), ...(carriedFrom === null ? {} : { carriedFrom }) }];
    });
  }

  /** Everything that was ever written in its boxes, newest first; last what it has from an earlier version. */
  history(actor: Actor, reportId: string): Promise<NarrativeRow[]> {
    return this.reader.many<NarrativeRow>(actor, undefined, narrativeHistory(reportId));
  }

  /** The pack as it would be frozen now. */
  async draft(actor: Actor, report: ReportRow): Promise<ReportPack> {
    const period: Quarter = { from: report.period_from, until: report.period_until };
    const all = await this.figures.all(actor);
    const cellRows = await this.reader.many<FigureRow>(
      actor,
      undefined,
      frozenFiguresWhole(sameQuarterLastYear(period).until, period.until),
    );
    const [registers] = await this.reader.read<[RegisterRow]>(actor, undefined, registersOf(period.from, period.until));
    const figures = all.map((one) => reportFigure(one, period, figuresByCode(cellRows, one.definition.code)));
    const before = quarterBefore(period).until;
    const groups = await this.groupsOf(actor, period);
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
      ...(groups ? { groups } : {}),
      changes: changesOf(figures, (code) => {
        const one = all.find(({ definition }) => definition.code === code);
        const figure = one && standingOf(one.quarters, before);
        if (!one || !figure?.total) return 'none';
        return ragOf(readExactly(one.definition.shape, figure.total).value, judgementOf(one.definition, figure));
      }),
    };
  }

  /** What may be published of a pack by the rule of its quarter, protected against everything that was published before. */
  async publishable(actor: Actor, pack: ReportPack, rule: SmallNumberRule): Promise<Publication> {
    const rows = await this.reader.many<PublicationRow>(actor, undefined, publications(null));
    const earlier: EarlierPublication[] = [];
    for (const { content, report_id: reportId } of rows) {
      const isOfQuarter = content.period.until === pack.period.until;
      earlier.push({ content, pack: isOfQuarter ? await this.frozen(actor, reportId) : undefined });
    }
    const { period, number, narratives } = pack;
    const groups = pack.groups && (await this.groupsToPublish(actor, { period, rule }, earlier));
    return {
      period,
      number,
      narratives,
      figures: publishable(pack, rule, earlier),
      ...(groups ? { groups } : {}),
    };
  }

  private async groupsOf(actor: Actor, { until }: Quarter): Promise<ReportGroups | undefined> {
    const { now, before } = await this.frozenGroups.besideBefore(actor, until);
    if (!now) return undefined;
    const notices = await this.reader.many<NoticeRow>(actor, undefined, groupNotices(until));
    const [first] = now.census;
    return {
      frozenOn: now.frozenOn,
      population: first ? { source: first.source, isIllustrative: first.is_illustrative } : null,
      tables: groupTables(now, before),
      notices: noticesBeside(notices, now, before),
    };
  }

  /** Read from what was frozen: the pack has them in words alone. */
  private async groupsToPublish(
    actor: Actor,
    { period, rule }: { period: Quarter; rule: SmallNumberRule },
    earlier: readonly EarlierPublication[],
  ): Promise<PublishedGroups | undefined> {
    const { now } = await this.frozenGroups.besideBefore(actor, period.until);
    const before = earlier.flatMap(({ content }) => content.groups ?? []);
    return now && publishedGroups({ ...now, rule }, before);
  }

  published(actor: Actor, reportId: string): Promise<PublicationRow | undefined> {
    return this.reader.one<PublicationRow>(actor, undefined, publications(reportId));
  }
}

/** Who reads the figures of a draft; managers, who write boxes in it, read them from the day it is issued. */
export const readsDrafts = (actor: Actor): boolean =>
  hasRole(actor, 'analyst', 'governance', 'panel_chair', 'panel_member');
