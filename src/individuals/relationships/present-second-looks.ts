import type { CursorPage } from '../../platform/http';
import { addDays, dayInLondon, type Day } from '../../shared/day';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { caseLayoutModel } from '../case-page';
import { type CaseHeader, fullName } from '../case-headers';
import { casePaths, secondLookPaths } from '../paths';
import { shownRelationship } from './present-relationships';
import type { SecondLookOutcome } from './relationship-review.entity';
import {
  BASIS_WORDS,
  GROUP_WORDS,
  RELATIONSHIP_BASES,
  RELATIONSHIP_KINDS,
  relationshipGroup,
  relationshipWords,
  RELIABILITIES,
  RELIABILITY_WORDS,
  REVIEWED_KINDS,
} from './relationship-words';
import type { RelationshipRow } from './relationships.queries';
import type { SecondLookForm } from './second-look.form';
import { type DueLookRow, LOOK_AHEAD_DAYS, type SecondLookRow } from './second-looks.queries';

const OUTCOME_WORDS: Record<SecondLookOutcome, string> = {
  confirmed: 'Still true',
  amended: 'Put another way',
  ended: 'Ended',
};

const dueWords = (reviewOn: Day, today: Day) => ({ reviewOn, isLate: reviewOn < today });

/** What of a case has a day to look again, the nearest first, and what was found each time. */
export function presentCaseLooks(
  header: CaseHeader,
  { relationships, looks }: { relationships: RelationshipRow[]; looks: SecondLookRow[] },
  mayChange: boolean,
  today: Day,
) {
  const standing = relationships.filter((row) => row.until_on === null && row.withdrawn_at === null);
  const dated = standing
    .flatMap((row) => (row.review_on === null ? [] : [{ row, reviewOn: row.review_on }]))
    .sort((one, other) => (`${one.reviewOn} ${one.row.id}` < `${other.reviewOn} ${other.row.id}` ? -1 : 1));
  return {
    ...caseLayoutModel(header, 'situation'),
    backHref: casePaths.situation(header.id),
    whyHref: casePaths.dueDate(header.id, 'relationship_review'),
    due: dated.map(({ row, reviewOn }) => ({
      ...dueWords(reviewOn, today),
      title: `${relationshipWords(row.kind)}: ${row.name}`,
      whyHref: casePaths.dueDate(header.id, 'relationship_review', row.id),
      href: mayChange ? secondLookPaths.one(header.id, row.id) : null,
    })),
    undated: standing.length - dated.length,
    looks: looks.map((look) => ({
      title: `${relationshipWords(look.kind)}: ${look.name}`,
      outcome: OUTCOME_WORDS[look.outcome],
      note: look.note,
      wasDueOn: look.was_due_on,
      nextOn: look.next_on,
      on: dayInLondon(look.reviewed_at),
      by: `${look.reviewed_by}, ${look.agency}`,
    })),
  };
}

export type CaseLooksModel = ReturnType<typeof presentCaseLooks>;

/** What the reader is to look at again, over all their cases. */
export const presentDueLooks = (page: CursorPage<DueLookRow>, cursor: string, today: Day) => ({
  aheadDays: LOOK_AHEAD_DAYS,
  until: addDays(today, LOOK_AHEAD_DAYS),
  items: page.items.map((row) => ({
    ...dueWords(row.review_on, today),
    person: fullName(row),
    reference: row.reference,
    what: `${relationshipWords(row.kind)}: ${row.name}`,
    lead: row.lead ?? 'Nobody named',
    href: secondLookPaths.one(row.individual_id, row.id),
    whyHref: casePaths.dueDate(row.individual_id, 'relationship_review', row.id),
  })),
  nextHref:
    page.nextCursor === null ? undefined : `${secondLookPaths.due}?cursor=${encodeURIComponent(page.nextCursor)}`,
  firstHref: cursor === '' ? undefined : secondLookPaths.due,
});

export type DueLooksModel = ReturnType<typeof presentDueLooks>;

export type TypedSecondLook = TypedFields<keyof SecondLookForm | DayBoxes<'nextOn'> | DayBoxes<'untilOn'> | 'version'>;

/** The form of somebody who looks again: what is recorded stands in it, ready to be put another way. */
export function presentSecondLook(header: CaseHeader, row: RelationshipRow, typed: TypedSecondLook) {
  const { kind, name, detail, basis, reliability, source } = row;
  const filled: TypedSecondLook = { kind, name, detail, basis, reliability, source, ...typed };
  return {
    ...caseLayoutModel(header, 'situation'),
    backHref: casePaths.secondLooks(header.id),
    formAction: secondLookPaths.one(header.id, row.id),
    version: row.version,
    fact: shownRelationship(header.id, row, false),
    isStanding: row.until_on === null && row.withdrawn_at === null,
    needsDay: REVIEWED_KINDS.includes(row.kind),
    outcomes: [
      { value: 'confirmed', text: 'It is still true as it is recorded' },
      { value: 'amended', text: 'It is still true, but put another way' },
      { value: 'ended', text: 'It has ended' },
    ],
    kinds: RELATIONSHIP_KINDS.map((value) => ({
      value,
      text: `${GROUP_WORDS[relationshipGroup(value)]}: ${relationshipWords(value)}`,
      selected: filled.kind === value,
    })),
    bases: RELATIONSHIP_BASES.map((value) => ({ value, text: BASIS_WORDS[value], checked: filled.basis === value })),
    reliabilities: RELIABILITIES.map((value) => ({
      value,
      text: RELIABILITY_WORDS[value],
      checked: filled.reliability === value,
    })),
    typed: filled,
  };
}

export type SecondLookModel = ReturnType<typeof presentSecondLook>;
