/** What a proof was asked for on its command line: `-- --backend redis --reminders 10000` (see scripts/run-tests.mjs). */
export const proofBackend = (): 'postgres' | 'redis' => (process.env.PROOF_BACKEND === 'redis' ? 'redis' : 'postgres');

export const proofReminders = (otherwise: number): number => Number(process.env.PROOF_REMINDERS ?? otherwise);

/** Figures go to standard error at once: the runner passes that on as it comes. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);
