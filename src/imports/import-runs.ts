import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../platform/access';
import type { Submission } from '../platform/database';
import { Refusal } from '../shared/errors';
import { ConfirmImport, type Confirmation } from './confirm-import';

/** How far the making of a large import is, as this process knows it. */
export interface ImportProgress {
  made: number;
  total: number;
  /** Why it stopped, in the user's words; then nothing was made. */
  stoppedBecause: string | null;
}

const PATIENCE_MILLISECONDS = 8_000;

/**
 * Confirms without keeping the browser waiting for minutes: what is not done after some seconds goes on by itself, and the
 * page tells how far it is. It stays one transaction, so when this process ends in the middle, nothing was made.
 */
@Injectable()
export class ImportRuns {
  private readonly logger = new Logger(ImportRuns.name);
  private readonly progress = new Map<string, ImportProgress>();

  constructor(private readonly confirmImport: ConfirmImport) {}

  /** True when it is done, false when it goes on. */
  async confirm(actor: Actor, confirmation: Confirmation, submission?: Submission): Promise<boolean> {
    if (this.isRunning(confirmation.id)) return false;
    const progress: ImportProgress = { made: 0, total: 0, stoppedBecause: null };
    this.progress.set(confirmation.id, progress);
    const running = this.confirmImport
      .run(actor, confirmation, submission, (made, total) => Object.assign(progress, { made, total }))
      .then(() => true);
    // Until the answer is sent, a refusal is the form's to show; afterwards only this page can tell.
    const inTime = await Promise.race([running, patience()]).catch((error: unknown) => {
      this.progress.delete(confirmation.id);
      throw error;
    });
    if (inTime) this.progress.delete(confirmation.id);
    else
      running.then(() => this.progress.delete(confirmation.id)).catch((error: unknown) => this.stop(progress, error));
    return inTime;
  }

  progressOf(id: string): ImportProgress | undefined {
    return this.progress.get(id);
  }

  private isRunning(id: string): boolean {
    return this.progress.get(id)?.stoppedBecause === null;
  }

  private stop(progress: ImportProgress, error: unknown): void {
    const isExpected = error instanceof Refusal;
    if (!isExpected) this.logger.error(`An import stopped: ${error instanceof Error ? error.name : 'unknown'}`);
    progress.stoppedBecause = isExpected ? error.message : 'There was a problem with the service.';
  }
}

function patience(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE_MILLISECONDS).unref());
}
