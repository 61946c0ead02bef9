import { Injectable } from '@nestjs/common';
import {
  type AtMeeting,
  CohortPages,
  type CohortFormsModel,
  type RefusalModel,
  RefusalPages,
  type TypedCohort,
  type TypedRefusal,
} from '../../cohort';
import type { Actor } from '../../platform/access';
import { Clock } from '../../shared/clock';
import type { Day } from '../../shared/day';
import { type CaseSheet, CaseSheets } from '../case-sheets';
import type { ItemAddress } from '../load-item';
import { meetingPaths } from '../paths';
import { quorumForCase } from '../web/present-decision-form';
import { NotForEntry } from './not-for-entry';

/** The forms of the cohort decision, with what the meeting knows and asks. */
@Injectable()
export class EntryPages {
  constructor(
    private readonly sheets: CaseSheets,
    private readonly cohort: CohortPages,
    private readonly refusals: RefusalPages,
    private readonly clock: Clock,
  ) {}

  /** Before anybody types, what the referral says, and of the room who is there and which day it is. */
  async entry(actor: Actor, address: ItemAddress, typed?: TypedCohort): Promise<CohortFormsModel> {
    const sheet = await this.sheet(actor, address);
    const shown = await (typed
      ? this.cohort.formOf(actor, sheet.header, { typed, isStale: false })
      : this.cohort.entryOf(actor, sheet.header));
    const { meeting_id: meetingId, id } = sheet.item;
    const action = meetingPaths.cohortEntry(meetingId, id);
    const atMeeting = atMeetingOf(sheet, { action, otherHref: meetingPaths.cohortRefusal(meetingId, id) });
    return {
      ...shown,
      hrefs: { ...shown.hrefs, entry: action },
      backHref: atMeeting.backHref,
      atMeeting,
      typed: typed ?? { ...shown.typed, ...inBoxes(this.clock.today()), ...deciders(sheet) },
    };
  }

  async refusal(actor: Actor, address: ItemAddress, typed?: TypedRefusal, isStale = false): Promise<RefusalModel> {
    const sheet = await this.sheet(actor, address);
    const { meeting_id: meetingId, id } = sheet.item;
    const shown = await this.refusals.pageOf(actor, sheet.header, typed ?? deciders(sheet), isStale);
    const action = meetingPaths.cohortRefusal(meetingId, id);
    const otherHref = meetingPaths.cohortEntry(meetingId, id);
    const atMeeting = atMeetingOf(sheet, { action, otherHref });
    const hrefs = { ...shown.hrefs, refusal: action, entry: otherHref };
    return { ...shown, hrefs, backHref: atMeeting.backHref, atMeeting };
  }

  /** @throws NotFound as `CaseSheets`; NotForEntry for an item that is there for something else */
  private async sheet(actor: Actor, { meetingId, itemId }: ItemAddress): Promise<CaseSheet> {
    const sheet = await this.sheets.load(actor, meetingId, itemId);
    if (sheet.item.reason !== 'cohort_decision') throw new NotForEntry();
    return sheet;
  }
}

function atMeetingOf(sheet: CaseSheet, hrefs: Pick<AtMeeting, 'action' | 'otherHref'>): AtMeeting {
  const { item } = sheet;
  const quorum = quorumForCase(sheet);
  return {
    ...hrefs,
    words: `Item ${item.position} of the meeting.`,
    backHref: meetingPaths.item(item.meeting_id, item.id),
    itemVersion: item.version,
    quorumWords: quorum.isMet ? null : quorum.words,
  };
}

/** Who is there and has no conflict of interest in the case; whoever was not part of it is struck out. */
function deciders({ item, attenders }: CaseSheet): { deciders?: string } {
  const present = attenders.filter(
    ({ status, user_id }) => status === 'present' && !item.in_conflict.includes(user_id),
  );
  if (present.length === 0) return {};
  return { deciders: present.map(({ name, agency }) => `${name}, ${agency}`).join('\n') };
}

const inBoxes = (today: Day): TypedCohort => {
  const [year, month, date] = today.split('-').map(Number);
  return { 'startedOn-day': String(date), 'startedOn-month': String(month), 'startedOn-year': String(year) };
};
