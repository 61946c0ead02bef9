import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { newDefinition } from '../domain/new-definition';
import type { ToolDefinition } from '../domain/tool-definition';
import { DraftThere } from '../screening.errors';
import { ScreeningTool } from '../screening-tool.entity';
import { ScreeningToolVersion } from '../screening-tool-version.entity';
import { loadedVersion } from './loaded-draft';

export type NewDraft = { basedOnId: string } | { title: string };

/** Starts a draft: the next version of a tool, beginning as a copy of one there was, or the first of a new tool. */
@Injectable()
export class DraftTool {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, draft: NewDraft, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, draft), submission);
  }

  async within(tx: Transaction, draft: NewDraft): Promise<{ id: string }> {
    this.rules.ensureMay(tx.actor, 'edit', 'ScreeningTool', {});
    return 'basedOnId' in draft ? this.nextOf(tx, draft.basedOnId) : this.first(tx, draft.title);
  }

  private async nextOf(tx: Transaction, basedOnId: string): Promise<{ id: string }> {
    const base = await loadedVersion(tx, this.rules, basedOnId);
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [base.tool_id]);
    const [there] = await tx.query<{ drafts: number; next: number }>(
      `SELECT count(*) FILTER (WHERE status = 'draft')::int AS drafts, max(number) + 1 AS next
         FROM screening_tool_versions WHERE tool_id = $1`,
      [base.tool_id],
    );
    if (!there || there.drafts > 0) throw new DraftThere();
    return this.insert(tx, base.tool_id, { ...base.definition, version: there.next }, basedOnId);
  }

  private async first(tx: Transaction, title: string): Promise<{ id: string }> {
    const key = keyOf(title);
    if (key === '') throw new Invalid([{ field: 'title', message: 'Enter a name with letters or digits in it' }]);
    const [taken] = await tx.query('SELECT 1 FROM screening_tools WHERE key = $1', [key]);
    if (taken) throw new Invalid([{ field: 'title', message: 'There is a tool of this name. Enter another name' }]);
    const toolId = newId();
    await tx.insert(ScreeningTool, { id: toolId, key, name: title, createdAt: tx.now });
    return this.insert(tx, toolId, newDefinition({ key, title }), null);
  }

  private async insert(
    tx: Transaction,
    toolId: string,
    definition: ToolDefinition,
    basedOnId: string | null,
  ): Promise<{ id: string }> {
    const id = newId();
    await tx.insert(ScreeningToolVersion, {
      id,
      toolId,
      number: definition.version,
      status: 'draft',
      definition,
      createdAt: tx.now,
      draftedBy: [tx.actor.userId],
      basedOnId,
    });
    await tx.audit({ act: 'screening_tool.drafted', subjectType: 'screening_tool_version', subjectId: id });
    return { id };
  }
}

const keyOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
