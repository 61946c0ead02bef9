import type { Visit } from './rich-access';
import { CHAIR } from './rich-case';
import { MEMBER, type RichMeetings } from './rich-meetings';

/** The pages of panels and of their meetings, as the chair and a member. */
export function meetingVisitsOf(
  { meetingId, heldId, itemIds, leftItemId, acceptedItemId }: RichMeetings,
  panelId: string,
): Visit[] {
  const read = [
    '/meetings',
    '/meetings/figures',
    '/panels',
    `/panels/${panelId}`,
    ...[meetingId, heldId].flatMap(pagesOfMeeting),
    ...itemIds.flatMap((id) => [`/meetings/${meetingId}/items/${id}`, `/meetings/${meetingId}/items/${id}/conflict`]),
    `/meetings/${meetingId}/items/${leftItemId}`,
    ...['', '/cohort-entry', '/cohort-refusal'].map((page) => `/meetings/${meetingId}/items/${acceptedItemId}${page}`),
  ];
  const ofChair = [
    `/meetings/${meetingId}/change`,
    `/meetings/${meetingId}/closing`,
    '/meetings/new',
    '/panels/new',
    `/meetings/${meetingId}/pack-copies/1`,
    `/panels/${panelId}/rules`,
  ];
  return [
    ...[CHAIR, MEMBER].flatMap((email) => read.map((page): Visit => [email, page])),
    ...ofChair.map((page): Visit => [CHAIR, page]),
  ];
}

const pagesOfMeeting = (id: string): string[] =>
  [
    '',
    '/decisions',
    '/room',
    '/outstanding-actions',
    '/minutes',
    '/minutes/due-date',
    '/returns',
    '/pack',
    '/topics',
  ].map((page) => `/meetings/${id}${page}`);
