/**
 * Asks something that may never answer. Whoever asks while a question is under way shares it, and waits no longer than
 * the patience given: a hanging server is asked once, not once a request.
 */
export class SharedProbe<Answer> {
  private underWay: Promise<Answer> | undefined;

  constructor(
    private readonly question: () => Promise<Answer>,
    private readonly otherwise: Answer,
    private readonly patienceMilliseconds: number,
  ) {}

  async answer(): Promise<Answer> {
    this.underWay ??= this.question().finally(() => (this.underWay = undefined));
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve(this.otherwise), this.patienceMilliseconds);
    });
    try {
      return await Promise.race([this.underWay, tooLate]);
    } catch {
      // Unreachable is an answer here; the reason is in the log of whoever tried to work.
      return this.otherwise;
    } finally {
      clearTimeout(timer);
    }
  }
}
