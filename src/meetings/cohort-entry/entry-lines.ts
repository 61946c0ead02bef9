import { type DecidedEntry, EVIDENCE_KIND_WORDS, type RefusedEntry, STRAND_WORDS } from '../../cohort';
import { TIER_WORDS } from '../../individuals';
import type { Transaction } from '../../platform/database';
import { dayInWords } from '../../shared/day';

export type Refusal = Pick<RefusedEntry, 'reason' | 'deciders' | 'dissent'>;

/** What an entry rests on, as it stands in the minutes beside the decision's own words and dissent. */
export async function entryLines(tx: Transaction, entry: DecidedEntry): Promise<string[]> {
  const strand = entry.strand ? `, ${STRAND_WORDS[entry.strand]}` : '';
  const criteria = await tx.query<{ text: string }>(
    'SELECT text FROM identification_criteria WHERE id = ANY ($1::uuid[]) ORDER BY position',
    [entry.criteriaMet],
  );
  const { evidenceKind: kind, evidence: text, evidenceOn: happenedOn } = entry;
  const evidence = [{ kind, text, happenedOn }, ...(entry.furtherEvidence ?? [])];
  return [
    `In the cohort from ${dayInWords(entry.startedOn)} as ${TIER_WORDS[entry.tier]}${strand}`,
    `Criteria met: ${criteria.map((one) => one.text).join('; ')}`,
    ...evidence.map((one) => `${EVIDENCE_KIND_WORDS[one.kind]}, ${dayInWords(one.happenedOn)}: ${one.text.trim()}`),
    `Considered and rejected: ${entry.considered.trim()}`,
    decidedBy(entry.deciders),
  ];
}

export const refusalLines = ({ deciders }: Refusal): string[] => [decidedBy(deciders)];

const decidedBy = (deciders: string[]): string =>
  `Decided by: ${deciders
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .join('; ')}`;
