import { choosableVisibilities, VISIBILITY_WORDS } from '../../notes';
import type { Day } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import type { AgendaRow } from '../agenda.queries';
import { presentTopic } from '../business/present-topics';
import type { CaseSheet } from '../case-sheets';
import { returnsDueOn, returnsDueWhy } from '../domain/panel-rules';
import { questionOf } from '../meeting-words';
import { meetingPaths } from '../paths';
import { presentEntry } from '../room/present-entries';
import { canBeOpened, hiddenName, nameOf, presentItem } from '../web/present-agenda';
import { presentCaseSheet } from '../web/present-case-sheet';
import { presentMeeting } from '../web/present-meetings';
import { fitSheet } from './fit-sheet';
import { isToldOfReturns, keptReturnWords } from './kept-words';
import type { PackPage } from './pack-pages';
import type { CopyRow } from './returns.queries';
import { sheetParts } from './sheet-parts';

/** My agency's box for every case, with what it wrote before. */
export function presentReturns(page: PackPage, today: Day, body: Record<string, unknown> = {}) {
  const { meeting, agenda, entries, returns, actor } = page;
  const dueOn = returnsDueOn(meeting.held_on, returns.returns_days_before);
  const kept = choosableVisibilities(actor.agencyKind).filter((one) => one !== 'named_agencies');
  const cases = agenda
    .filter((row) => row.individual_id !== null && row.status === 'listed')
    .map((row) => {
      const before = entries.filter(
        (entry) => entry.item_id === row.id && entry.kind === 'return' && entry.agency_id === actor.agencyId,
      );
      const text = typedText(body[`text-${row.id}`]);
      return {
        id: row.id,
        number: row.position,
        name: nameOf(row),
        reference: row.reference ?? '',
        href: meetingPaths.item(meeting.id, row.id),
        // Whoever writes must know what the panel is to decide.
        reasons: presentItem(meeting, row, today).reasons,
        question: questionOf(row),
        before: before.map((entry) => presentEntry(entry, entries)),
        isWaiting: before.length === 0,
        isUnfolded: before.length === 0 || text !== '',
        text,
        kept: kept.map((value) => ({
          value,
          text: VISIBILITY_WORDS[value],
          selected: value === (body[`visibility-${row.id}`] ?? 'all_agencies'),
        })),
      };
    });
  return {
    meeting: presentMeeting(meeting),
    agency: actor.agencyName,
    isExpected: returns.is_expected,
    dueOn,
    isLate: today > dueOn,
    isOpen: meeting.status === 'planned',
    dueWhy: returnsDueWhy(returns.returns_days_before),
    action: meetingPaths.returns(meeting.id),
    cases,
    waiting: cases.filter((one) => one.isWaiting).length,
    hasKept: kept.length > 1,
    backHref: meetingPaths.meeting(meeting.id),
  };
}

export type ReturnsModel = ReturnType<typeof presentReturns>;

/** How complete the pack is, and who has which copy. */
export function presentPack(page: PackPage) {
  const { meeting, agenda, missing, kept, copies, returns, topics } = page;
  const isTold = isToldOfReturns(page.actor);
  return {
    meeting: presentMeeting(meeting),
    dueOn: returnsDueOn(meeting.held_on, returns.returns_days_before),
    dueWhy: returnsDueWhy(returns.returns_days_before),
    cases: agenda.map((row) => {
      const owed = missing.filter((one) => one.item_id === row.id).map((one) => one.agency);
      const isHidden = row.individual_id === null;
      return {
        number: row.position,
        name: isHidden ? leftName(row) : nameOf(row),
        href: canBeOpened(row, meeting.is_sealed) ? meetingPaths.item(meeting.id, row.id) : undefined,
        isComplete: !isHidden && isTold && owed.length === 0,
        words: isHidden
          ? decisionOf(page, row)
          : isTold
            ? returnsWords(owed, returns.expected)
            : toReadWords(page, row),
        kept: kept.filter((one) => one.item_id === row.id).map(keptReturnWords),
      };
    }),
    owing: owingAgencies(missing, agenda),
    copies: copies.map((copy) => ({
      number: copy.copy_number,
      recipient: copy.recipient,
      agency: copy.agency,
      madeAt: copy.made_at,
      words: copyWords(copy),
      formatWords: copy.format === 'pdf' ? 'PDF' : 'print',
      href: copy.recipient_id === page.actor.userId ? meetingPaths.packCopy(meeting.id, copy.copy_number) : undefined,
    })),
    topics: topics.map(presentTopic),
    topicsHref: meetingPaths.topics(meeting.id),
    returnsHref: meetingPaths.returns(meeting.id),
    action: meetingPaths.packCopies(meeting.id),
    backHref: meetingPaths.meeting(meeting.id),
  };
}

/** Of one case: whose return is missing; where none has come of any, that and no list of everybody. */
function returnsWords(owed: string[], expected: number): string {
  if (owed.length === 0) return 'Complete';
  return owed.length > 1 && owed.length === expected ? 'No return yet' : `No return from ${owed.join(', ')}`;
}

/** Of one case, to whoever is not told who is missing: how many returns are theirs to read. */
function toReadWords({ entries }: PackPage, { id }: AgendaRow): string {
  const count = entries.filter((entry) => entry.item_id === id && entry.kind === 'return').length;
  if (count === 0) return 'No return to read yet';
  return count === 1 ? '1 return to read' : `${count} returns to read`;
}

/** Of who has left since: by name, as the minutes know them; of a restricted person no more than that. */
const leftName = (row: AgendaRow): string =>
  row.given_name === null ? hiddenName(row) : `${nameOf(row)} (${row.reference ?? ''})`;

const decisionOf = ({ meeting }: PackPage, row: AgendaRow): string =>
  presentItem(meeting, row, meeting.held_on).decisionWords;

/** Which agencies owe the panel how much, so that the coordinator knows whom to ring; whoever owes most first. */
function owingAgencies(missing: PackPage['missing'], agenda: PackPage['agenda']): string[] {
  const cases = agenda.filter((row) => row.individual_id !== null).length;
  const owed = new Map<string, number>();
  for (const { agency } of missing) owed.set(agency, (owed.get(agency) ?? 0) + 1);
  return [...owed]
    .sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1))
    .map(([agency, count]) => `${agency}: ${count} of ${cases}`);
}

export type PackModel = ReturnType<typeof presentPack>;

const copyWords = ({ items, hidden_items, lost_items }: CopyRow): string => {
  const kept = items - lost_items;
  return [
    `${kept} ${kept === 1 ? 'case' : 'cases'}`,
    ...(hidden_items === 0 ? [] : [`${hidden_items} left out`]),
    ...(lost_items === 0 ? [] : [`${lost_items} lost since to a conflict of interest`]),
  ].join(', ');
};

/** A copy for printing: one sheet a case, each with the header that says whose copy it is. */
export function presentCopy(
  { page, copy, sheets }: { page: PackPage; copy: CopyRow; sheets: CaseSheet[] },
  today: Day,
) {
  return {
    meeting: presentMeeting(page.meeting),
    copyNumber: copy.copy_number,
    recipient: copy.recipient,
    agency: copy.agency,
    madeAt: copy.made_at,
    words: copyWords(copy),
    paperHref: meetingPaths.packPaper(page.meeting.id, copy.copy_number),
    // Every item, so that the numbers have no gap: of one that is not theirs to see, no more than that.
    contents: [
      ...page.agenda.map((row) => `Item ${row.position}: ${contentsWords(page, row, today)}`),
      ...page.topics.map(({ title }) => `Beside the cases: ${title}`),
    ],
    sheets: sheets.map((sheet) => {
      const model = presentCaseSheet(sheet, today);
      const { reference, name } = sheet.header;
      return { reference, name, number: model.number, total: model.total, parts: fitSheet(sheetParts(model)) };
    }),
    topics: page.topics.map(presentTopic),
    general: page.entries.filter((entry) => entry.item_id === null).map((entry) => presentEntry(entry, page.entries)),
    backHref: meetingPaths.pack(page.meeting.id),
  };
}

/** Who it is, in which tier and first of all why, for whoever reads the front sheet alone. */
function contentsWords(page: PackPage, row: AgendaRow, today: Day): string {
  if (row.individual_id === null) return [leftName(row), decisionOf(page, row)].filter(Boolean).join('. ');
  const { tierWords, reasons, decisionWords } = presentItem(page.meeting, row, today);
  const words = [tierWords, decisionWords || reasons[0]?.words].filter(Boolean).join('. ');
  return `${nameOf(row)} (${row.reference ?? ''}). ${words}`;
}

export type CopyModel = ReturnType<typeof presentCopy>;
