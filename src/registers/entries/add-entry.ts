import type { Transaction } from '../../platform/database';
import type { Day } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import type { EntryKind } from '../register-words';
import { RegisterEntry } from './register-entry.entity';

export interface NewEntry {
  kind: EntryKind;
  happenedOn: Day;
  text: string;
  keptAt?: string | null;
}

type Line = { activityId: string } | { riskId: string } | { learningId: string };

/** Adds dated progress or evidence to a line that the caller has loaded and may keep. @throws Invalid for a day to come */
export async function addEntry(tx: Transaction, line: Line, entry: NewEntry): Promise<string> {
  if (entry.happenedOn > tx.today) {
    throw new Invalid([{ field: 'happenedOn', message: 'The day must be today or in the past' }]);
  }
  const id = newId();
  await tx.insert(RegisterEntry, {
    ...{ id, ...line, kind: entry.kind, happenedOn: entry.happenedOn, text: entry.text.trim() },
    keptAt: entry.keptAt ?? null,
    authorId: tx.actor.userId,
    recordedAt: tx.now,
  });
  return id;
}

/** Whether there is at least one piece of evidence on an activity or a recommendation. */
export async function hasEvidence(tx: Transaction, line: Exclude<Line, { riskId: string }>): Promise<boolean> {
  const ids = 'activityId' in line ? [line.activityId, null] : [null, line.learningId];
  const [row] = await tx.query(
    `SELECT 1 FROM register_entries WHERE (activity_id = $1::uuid OR learning_id = $2::uuid) AND kind = 'evidence' LIMIT 1`,
    ids,
  );
  return row !== undefined;
}
