import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config';
import { Clock } from '../../shared/clock';
import { Reader } from '../database';
import type { KeepingRow } from './chain/audit-keeping';
import { type KeepingProblem, keepingProblems } from './domain/keeping-state';
import { keepingTasks } from './keeping-tasks';

/** Whether the audit is sealed, told outside and watched: the web process asks, because a worker that is gone says nothing. */
@Injectable()
export class KeepingHealth {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async problems(): Promise<KeepingProblem[]> {
    const rows = await this.reader.lookUp<KeepingRow>({ name: 'audit-keeping', text: 'SELECT * FROM audit_keeping' });
    const kept = rows.map((row) => ({ task: row.task, lastOkAt: row.last_ok_at, failingSince: row.failing_since }));
    return keepingProblems(kept, keepingTasks(this.settings), this.clock.now());
  }
}
