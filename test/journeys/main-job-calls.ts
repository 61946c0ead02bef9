import type { ApiClient } from '../support/test-app';

/** The needs that a plan must answer before it can be sent. */
export const COMPULSORY = [
  'mental_health',
  'speech_language_communication',
  'learning_disability',
  'adverse_childhood_experiences',
];

/** What a call that makes something made. */
export const made = async (sending: ReturnType<ApiClient['post']>): Promise<{ id: string }> => {
  const { status, body, text } = await sending;
  if (status !== 201) throw new Error(`${status} ${text}`);
  return body;
};

/** The caller's reminders of the review of this case: its actions are late too, and the imported cases fill pages. */
export async function remindersOfReview(
  client: ApiClient,
  individualId: string,
): Promise<{ individualId: string; kind: string; status: string }[]> {
  const found: { individualId: string; kind: string; status: string }[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await client.get(`/reminders?cursor=${cursor}`);
    found.push(...body.items);
    cursor = body.nextCursor;
  }
  return found.filter((reminder) => reminder.individualId === individualId && reminder.kind === 'review');
}
