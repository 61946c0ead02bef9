import { ageOn } from '../../shared/age';
import type { Day } from '../../shared/day';
import type { CursorPage } from '../../platform/http';
import type { HandOver } from '../../web/hand-over';
import { fullName } from '../case-headers';
import { PLAN_STATUS_WORDS, TIER_WORDS } from '../case-words';
import type { ContestedFamilyRow } from '../families/families.queries';
import type { MyCaseRow } from '../case-lists.queries';
import { accessPaths, casePaths, secondLookPaths } from '../paths';

const PART_WORDS: Record<string, string> = {
  lead_professional: 'Lead professional',
  plan_owner: 'Plan owner',
  practitioner: 'Practitioner',
};

/** What this person may do beside reading the list. */
export interface CaseListRights {
  canAdd: boolean;
  canBreakGlass: boolean;
  /** Families that more than one person champions, for those who must agree on it. */
  contestedFamilies: ContestedFamilyRow[];
  /** Relationships to look at again, and how many of them are late. */
  looks: { count: number; late: number };
  /** All that the list finds, for whoever may hand it over. */
  handOver: HandOver | null;
}

interface Asked {
  search: string;
  /** What stands for the search in addresses: never the name itself. */
  found: string;
  onlyMine: boolean;
  cursor: string;
}

const viewOf = (onlyMine: boolean): string => (onlyMine ? 'mine' : 'all');

/** The address of the list, of what was found when something was looked for. */
export function listHref({ onlyMine, found }: Pick<Asked, 'onlyMine' | 'found'>, more: Record<string, string> = {}) {
  const question = new URLSearchParams({ view: viewOf(onlyMine), ...(found ? { found } : {}), ...more });
  return `${casePaths.list}?${question.toString()}`;
}

export interface CasesFound {
  page: CursorPage<MyCaseRow>;
  /** Whose names are only like the one that was typed. */
  alike: MyCaseRow[];
}

/** The case list in words: what is due first at the top. */
export function presentCases({ page, alike }: CasesFound, asked: Asked, rights: CaseListRights, today: Day) {
  const present = (row: MyCaseRow) => presentCase(row, today);
  return {
    heading: asked.onlyMine ? 'My cases' : 'All cases I can see',
    caption: 'What is due first is at the top',
    view: viewOf(asked.onlyMine),
    search: asked.search,
    canAdd: rights.canAdd,
    breakGlassHref: rights.canBreakGlass ? accessPaths.breakGlass : null,
    contested: rights.contestedFamilies.map((row) => ({
      reference: row.reference,
      href: casePaths.situation(row.individual_id),
    })),
    looks:
      rights.looks.count === 0
        ? null
        : { href: secondLookPaths.due, words: looksWords(rights.looks), isLate: rights.looks.late > 0 },
    tabs: [
      { text: 'My cases', href: `${casePaths.list}?view=mine`, active: asked.onlyMine },
      { text: 'All cases I can see', href: `${casePaths.list}?view=all`, active: !asked.onlyMine },
    ],
    cases: page.items.map(present),
    handOver: page.items.length === 0 ? null : rights.handOver,
    // Where there are more pages of names that match, names that are only like them say nothing.
    alike: page.nextCursor === null ? alike.map(present) : [],
    emptyText: emptyText(asked),
    nextHref: page.nextCursor === null ? undefined : listHref(asked, { cursor: page.nextCursor }),
    firstHref: asked.cursor === '' ? undefined : listHref(asked),
  };
}

function presentCase(row: MyCaseRow, today: Day) {
  return {
    id: row.id,
    href: casePaths.overview(row.id),
    name: fullName(row),
    reference: row.reference,
    age: row.date_of_birth === null ? null : ageOn(row.date_of_birth, today),
    nextReviewDueOn: row.next_review_due_on,
    reviewExemptUntil: row.review_exempt_until,
    planWords: planWords(row),
    planClasses: planClasses(row.plan_status, row.tier !== null),
    tierWords: row.tier === null ? 'Not in the cohort' : TIER_WORDS[row.tier],
    myPart: (row.my_part ?? '')
      .split(',')
      .map((part) => PART_WORDS[part] ?? '')
      .join(', '),
    leadProfessional: row.lead_professional ?? 'Nobody named',
  };
}

const looksWords = ({ count, late }: CaseListRights['looks']): string =>
  `${count} ${count === 1 ? 'relationship' : 'relationships'} to look at again${late === 0 ? '' : `, ${late} late`}`;

/** A returned plan waits for whoever works the case, also where an edition of before stays live. */
function planWords({ plan_status: status, is_returned: isReturned }: MyCaseRow): string {
  if (status === null) return 'No plan';
  const words = PLAN_STATUS_WORDS[status] ?? status;
  if (!isReturned) return words;
  return status === 'live' ? 'Live, change returned' : 'Returned';
}

/** A missing plan is a failing only of somebody in the cohort; another may have left it, their plan closed. */
function planClasses(status: string | null, isInCohort: boolean): string {
  if (status === null) return isInCohort ? 'govuk-tag--red' : 'govuk-tag--grey';
  return status === 'live' ? 'govuk-tag--green' : 'govuk-tag--yellow';
}

function emptyText(asked: Asked): string {
  if (asked.search !== '')
    return `0 results for ‘${asked.search}’ in the cases you can see. Search by reference, or by another part of the name.`;
  return asked.onlyMine ? 'You have no cases. Look under ‘All cases I can see’.' : 'There are no cases you can see.';
}

export type CasesModel = ReturnType<typeof presentCases>;
