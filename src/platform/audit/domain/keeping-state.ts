/** One task that keeps the audit: when it last went well, since when it fails. */
export interface Kept {
  task: string;
  lastOkAt: Date | null;
  failingSince: Date | null;
}

export interface KeepingProblem {
  task: string;
  state: 'failing' | 'late';
  since: Date | null;
}

/** So many missed turns in a row are late, and never less than a minute: a restart takes that long. */
const TURNS = 6;
const LEAST_MILLISECONDS = 60_000;

/**
 * What is wrong with the keeping of the audit at this moment.
 * @param everySeconds how often each task that is set up takes its turn; one that never did is late
 */
export function keepingProblems(
  kept: readonly Kept[],
  everySeconds: Record<string, number>,
  now: Date,
): KeepingProblem[] {
  return Object.entries(everySeconds).flatMap(([task, seconds]): KeepingProblem[] => {
    const found = kept.find((one) => one.task === task);
    if (found?.failingSince) return [{ task, state: 'failing', since: found.failingSince }];
    const since = found?.lastOkAt ?? null;
    const patience = Math.max(TURNS * seconds * 1_000, LEAST_MILLISECONDS);
    const isLate = since === null || now.getTime() - since.getTime() > patience;
    return isLate ? [{ task, state: 'late', since }] : [];
  });
}
