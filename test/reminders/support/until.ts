const PAUSE_MILLISECONDS = 20;

// Every wait has an end of its own and says what it waited for; on a machine that others load, the limit of a whole test
// must not come before it and say nothing.
jest.setTimeout(90_000);

/** Resolves with the first answer that is not undefined or false. Fails, saying what was awaited, when none comes in time. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  patience = 30_000,
): Promise<Answer> {
  const end = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`Waited ${patience} ms in vain until ${what}`);
    await new Promise((resume) => setTimeout(resume, PAUSE_MILLISECONDS));
  }
}
