import type { Transaction } from '../platform/database';
import { Invalid } from '../shared/errors';

/** One wording for every hit, so that it says nothing of who is on record. */
const MAY_NAME = 'This may name somebody. Write it without names or references';

/**
 * Refuses words with a reference, or with the name of somebody whom the writer sees: analysts read them, and they are published. It
 * asks with the writer's own rights, because a refusal over somebody unseen would tell that they are on record; those are
 * found when the report is published.
 * @throws Invalid at the field
 */
export async function ensureNamesNobody(tx: Transaction, texts: Readonly<Record<string, string>>): Promise<void> {
  const fields = Object.keys(texts);
  const rows = await tx.query<{ is_hit: boolean }>(
    'SELECT may_name_somebody(t.words) AS is_hit FROM unnest($1::text[]) WITH ORDINALITY t(words, place) ORDER BY t.place',
    [Object.values(texts)],
  );
  const problems = fields.filter((_, at) => rows[at]?.is_hit).map((field) => ({ field, message: MAY_NAME }));
  if (problems.length > 0) throw new Invalid(problems);
}
