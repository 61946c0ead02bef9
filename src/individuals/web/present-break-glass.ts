import type { CursorPage } from '../../platform/http';
import type { TypedFields, DayBoxes } from '../../web/page-model';
import { ACCESS_NOTICE_WORDS, REVIEW_OUTCOME_WORDS } from '../access-words';
import type { BreakGlassUseRow } from '../break-glass/break-glass.queries';
import { REVIEW_OUTCOMES } from '../break-glass/break-glass-grant.entity';
import type { AccessNoticeRow } from '../notices/access-notices.queries';
import { accessPaths, casePaths } from '../paths';
import type { BreakGlassForm, BreakGlassReviewForm } from './break-glass.form';

export const presentBreakGlass = (
  typed: TypedFields<keyof BreakGlassForm | DayBoxes<'dateOfBirth'>>,
  minutes: number,
) => ({
  formAction: accessPaths.breakGlass,
  backHref: casePaths.list,
  duration: minutes % 60 === 0 ? `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}` : `${minutes} minutes`,
  typed,
});

export type BreakGlassModel = ReturnType<typeof presentBreakGlass>;

const presentUse = (use: BreakGlassUseRow) => ({
  href: accessPaths.use(use.id),
  who: use.who,
  agency: use.agency,
  reference: use.individual_reference ?? 'Not shown',
  reason: use.reason,
  openedAt: use.opened_at,
  until: use.ended_at ?? use.expires_at,
  outcomeWords: use.review_outcome === null ? 'To review' : REVIEW_OUTCOME_WORDS[use.review_outcome],
  outcomeClasses: OUTCOME_CLASSES[use.review_outcome ?? 'none'],
  comment: use.review_comment,
  reviewedBy: use.reviewed_by,
  reviewedAt: use.reviewed_at,
});

const OUTCOME_CLASSES = {
  none: 'govuk-tag--yellow',
  justified: 'govuk-tag--green',
  not_justified: 'govuk-tag--red',
  follow_up: 'govuk-tag--orange',
};

export const presentUses = (page: CursorPage<BreakGlassUseRow>, isFirst: boolean) => ({
  uses: page.items.map(presentUse),
  nextHref: nextOf(accessPaths.uses, page.nextCursor),
  firstHref: isFirst ? undefined : accessPaths.uses,
});

export type BreakGlassUsesModel = ReturnType<typeof presentUses>;

export const presentReview = (
  use: BreakGlassUseRow,
  isMine: boolean,
  typed: TypedFields<keyof BreakGlassReviewForm>,
) => ({
  use: presentUse(use),
  isMine,
  version: use.version,
  backHref: accessPaths.uses,
  formAction: accessPaths.review(use.id),
  outcomes: REVIEW_OUTCOMES.map((value) => ({ value, text: REVIEW_OUTCOME_WORDS[value] })),
  typed,
});

export type BreakGlassReviewModel = ReturnType<typeof presentReview>;

/** Where what a notice says is seen, or settled. */
const placeOf = (kind: AccessNoticeRow['kind']) =>
  kind === 'family_contested' || kind === 'family_settled' ? casePaths.situation : casePaths.access;

export const presentNotices = (page: CursorPage<AccessNoticeRow>, isFirst: boolean) => ({
  notices: page.items.map((notice) => ({
    text: `${notice.by}, ${notice.by_agency}, ${ACCESS_NOTICE_WORDS[notice.kind]}`,
    reference: notice.reference ?? 'Not shown',
    href: notice.individual_id === null ? null : placeOf(notice.kind)(notice.individual_id),
    reason: notice.reason,
    at: notice.made_at,
    isNew: notice.read_at === null,
  })),
  hasNew: page.items.some((notice) => notice.read_at === null),
  readHref: accessPaths.noticesRead,
  nextHref: nextOf(accessPaths.notices, page.nextCursor),
  firstHref: isFirst ? undefined : accessPaths.notices,
});

export type AccessNoticesModel = ReturnType<typeof presentNotices>;

const nextOf = (path: string, cursor: string | null): string | undefined =>
  cursor === null ? undefined : `${path}?${new URLSearchParams({ cursor }).toString()}`;
