import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Pool, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import { Clock } from '../../shared/clock';
import type { Actor } from '../access';
import { type AuditEntry, insertReadAudit } from '../audit/audit-entry';
import { auditFailure } from '../audit/audit-unavailable';
import { ACTOR_CONTEXT_SQL, actorContextValues } from './actor-context';
import {
  CONNECT_TIMEOUT_MILLISECONDS,
  LOCK_TIMEOUT_MILLISECONDS,
  SILENCE_TIMEOUT_MILLISECONDS,
  STATEMENT_TIMEOUT_MILLISECONDS,
} from './connection-settings';

/** A prepared statement: named, so that PostgreSQL parses and plans it once a connection. */
export interface Statement {
  name: string;
  text: string;
  values?: unknown[];
  /**
   * Planned once a connection, without knowing the values. For statements whose planning takes longer than their work, and
   * whose plan is as good either way: PostgreSQL by itself would plan them anew for every reader.
   */
  isPlannedOnce?: boolean;
}

const planBy = (mode: 'auto' | 'force_generic_plan') => ({ text: `SET LOCAL plan_cache_mode = ${mode}` });

/**
 * Reads as an actor: context, statements and the audit row of the reading go out in one message and one transaction
 * (four round trips would halve the throughput). No audit row, no answer.
 */
@Injectable()
export class Reader implements OnModuleDestroy {
  private readonly pool: Pool;

  constructor(
    connectionString: string,
    private readonly clock: Clock,
  ) {
    this.pool = new Pool({
      connectionString,
      max: 10,
      pipeline: true,
      statement_timeout: STATEMENT_TIMEOUT_MILLISECONDS,
      lock_timeout: LOCK_TIMEOUT_MILLISECONDS,
      query_timeout: SILENCE_TIMEOUT_MILLISECONDS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    });
    // A lost connection is an error of the query that uses it; without these listeners it would end the process.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async one<Row extends QueryResultRow>(
    actor: Actor,
    entry: AuditEntry | undefined,
    statement: Statement,
  ): Promise<Row | undefined> {
    const [rows] = await this.read<[Row]>(actor, entry, statement);
    return rows[0];
  }

  async many<Row extends QueryResultRow>(
    actor: Actor,
    entry: AuditEntry | undefined,
    statement: Statement,
  ): Promise<Row[]> {
    const [rows] = await this.read<[Row]>(actor, entry, statement);
    return rows;
  }

  /** The rows of each statement, in order. Leave the audit entry out only where no case content is read. */
  async read<Rows extends QueryResultRow[]>(
    actor: Actor,
    entry: AuditEntry | undefined,
    ...statements: Statement[]
  ): Promise<{ [Index in keyof Rows]: Rows[Index][] }> {
    const client = await this.pool.connect();
    try {
      const sent: Promise<QueryResult<QueryResultRow>>[] = [];
      const send = (query: QueryConfig): Promise<QueryResult<QueryResultRow>> => {
        const answer = client.query<QueryResultRow>(query);
        sent.push(answer);
        return answer;
      };
      const { stream } = client.connection;
      // One message to the server, not one for each statement: a write costs more than many of the statements.
      stream.cork();
      process.nextTick(() => stream.uncork());
      void send({ text: 'BEGIN' });
      void send({ name: 'actor-context', text: ACTOR_CONTEXT_SQL, values: actorContextValues(actor) });
      const answers = statements.map(({ isPlannedOnce = false, ...statement }, at) => {
        const wasPlannedOnce = statements[at - 1]?.isPlannedOnce ?? false;
        if (isPlannedOnce !== wasPlannedOnce) void send(planBy(isPlannedOnce ? 'force_generic_plan' : 'auto'));
        return send(statement);
      });
      const audited = entry && send({ name: 'audit', ...insertReadAudit(actor, entry, this.clock.now()) });
      void send({ text: 'COMMIT' });
      const settled = await Promise.allSettled(sent);
      const failedAt = settled.findIndex((result) => result.status === 'rejected');
      const failed = settled[failedAt];
      if (failed?.status === 'rejected') {
        throw sent[failedAt] === audited ? auditFailure(failed.reason) : failed.reason;
      }
      const results = await Promise.all(answers);
      client.release();
      return results.map((result) => result.rows) as never;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** Looks up what must be known before there is an actor, through reviewed SECURITY DEFINER functions only. */
  async lookUp<Row extends QueryResultRow>(statement: Statement): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(statement);
    return rows;
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.end();
  }
}
