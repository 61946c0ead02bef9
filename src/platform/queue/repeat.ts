import type { Logger } from '@nestjs/common';
import { faultInShort } from '../../shared/describe-fault';

export interface Repetition {
  /** Resolves when the run that is under way, if any, has ended; there is no other after it. */
  stop(): Promise<void>;
}

/** Runs the work now and then after each pause, never twice at once. A failure is logged by its kind and does not end it. */
export function repeat(milliseconds: number, logger: Logger, work: () => Promise<unknown>): Repetition {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = work()
      .catch((error: unknown) => logger.warn(faultInShort(error)))
      .then(() => {
        if (!isStopped) timer = setTimeout(run, milliseconds);
      });
  };
  run();
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
