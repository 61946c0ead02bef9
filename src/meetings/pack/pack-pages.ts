import { Injectable } from '@nestjs/common';
import { type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { agendaWithWhoLeft, minutesOfWhoLeft, type PartOfWhoLeft } from '../after/who-left';
import { agendaOf, type AgendaRow } from '../agenda.queries';
import { type TopicRow, topicsOf } from '../business/topics.queries';
import { type CaseSheet, CaseSheets } from '../case-sheets';
import { meetingById, type MeetingRow } from '../meetings.queries';
import { entriesOf, type EntryRow } from '../room/entries.queries';
import {
  type CopyRow,
  type KeptReturnRow,
  keptReturns,
  type MeetingReturnsRow,
  type MissingReturnRow,
  missingReturns,
  packCopies,
  returnsOf,
} from './returns.queries';

export interface PackPage {
  meeting: MeetingRow;
  agenda: AgendaRow[];
  entries: EntryRow[];
  returns: MeetingReturnsRow;
  missing: MissingReturnRow[];
  /** What is in and not for the actor to read. */
  kept: KeptReturnRow[];
  copies: CopyRow[];
  /** Locations, themes and other business, as far as they are for the actor. */
  topics: TopicRow[];
  actor: Actor;
}

/** Sheets that are read beside each other; more would take all connections from whoever else asks. */
const AT_ONCE = 2;

/** The papers of a meeting before it: what each agency returned, what is missing, and each recipient's own copy. */
@Injectable()
export class PackPages {
  constructor(
    private readonly reader: Reader,
    private readonly sheets: CaseSheets,
  ) {}

  /** @throws NotFound when it is not there or the actor does not sit on its panel */
  async load(actor: Actor, id: string): Promise<PackPage> {
    if (!isId(id)) throw new NotFound();
    const [[meeting], agenda, entries, [returns], missing, kept, copies, topics, gone] = await this.reader.read<
      [
        MeetingRow,
        AgendaRow,
        EntryRow,
        MeetingReturnsRow,
        MissingReturnRow,
        KeptReturnRow,
        CopyRow,
        TopicRow,
        PartOfWhoLeft,
      ]
    >(
      actor,
      { act: 'meeting_pack.read', subjectType: 'meeting', subjectId: id },
      meetingById(actor, id),
      agendaOf(actor, id),
      entriesOf(actor, id),
      returnsOf(actor, id),
      missingReturns(actor, id),
      keptReturns(id),
      packCopies(actor, id, hasRole(actor, 'panel_chair')),
      topicsOf(actor, id),
      minutesOfWhoLeft(actor, id),
    );
    if (!meeting || !returns) throw new NotFound();
    return { meeting, agenda: agendaWithWhoLeft(agenda, gone), entries, returns, missing, kept, copies, topics, actor };
  }

  /**
   * One recipient's copy: a sheet for every case they may see now, which is never more than when it was made.
   * @throws NotFound for a copy that is not theirs
   */
  async copy(
    actor: Actor,
    id: string,
    copyNumber: number,
  ): Promise<{ page: PackPage; copy: CopyRow; sheets: CaseSheet[] }> {
    const page = await this.load(actor, id);
    const copy = page.copies.find((one) => one.copy_number === copyNumber && one.recipient_id === actor.userId);
    if (!copy) throw new NotFound();
    const mine = page.agenda.filter((row) => row.individual_id !== null);
    const sheets: CaseSheet[] = [];
    for (let from = 0; from < mine.length; from += AT_ONCE) {
      const some = mine.slice(from, from + AT_ONCE);
      sheets.push(...(await Promise.all(some.map((row) => this.sheets.load(actor, id, row.id)))));
    }
    return { page, copy, sheets };
  }
}
