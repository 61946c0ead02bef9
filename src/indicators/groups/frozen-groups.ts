import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type Day, dayInLondon } from '../../shared/day';
import { quarterBefore, quarterOf } from '../domain/quarter';
import { Figures } from '../figures';
import type { GroupsOfQuarter } from './group-tables';
import {
  type CensusRow,
  censusOfQuarter,
  frozenGroupQuarters,
  type FrozenQuarterRow,
  groupFigures,
  type GroupRow,
} from './groups.queries';

/** Reads the groups of quarters as they were frozen; who may not read them finds none. */
@Injectable()
export class FrozenGroups {
  constructor(
    private readonly reader: Reader,
    private readonly figures: Figures,
  ) {}

  /** Newest first. */
  quarters(actor: Actor): Promise<FrozenQuarterRow[]> {
    return this.reader.many<FrozenQuarterRow>(actor, undefined, frozenGroupQuarters());
  }

  /** A quarter and the one before it; each undefined where nothing was frozen. */
  async besideBefore(
    actor: Actor,
    until: Day,
  ): Promise<{ now: GroupsOfQuarter | undefined; before: GroupsOfQuarter | undefined }> {
    const quarters = await this.quarters(actor);
    const { ofQuarter } = await this.figures.smallNumbers(actor);
    const read = async (day: Day): Promise<GroupsOfQuarter | undefined> => {
      const frozen = quarters.find((one) => one.period_until === day);
      if (!frozen) return undefined;
      const [rows, census] = await this.reader.read<[GroupRow, CensusRow]>(
        actor,
        undefined,
        groupFigures(day),
        censusOfQuarter(day),
      );
      return { until: day, frozenOn: dayInLondon(frozen.frozen_at), rows, census, rule: ofQuarter(day) };
    };
    return { now: await read(until), before: await read(quarterBefore(quarterOf(until)).until) };
  }
}
