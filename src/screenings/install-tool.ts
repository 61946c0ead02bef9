import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { type Transaction, Transactions } from '../platform/database';
import { newId } from '../shared/ids';
import type { ToolDefinition } from './domain/tool-definition';
import { validateDefinition } from './domain/validate-definition';
import { ToolVersionTaken, UnfitTool } from './screening.errors';
import { ScreeningTool } from './screening-tool.entity';
import { ScreeningToolVersion, type ToolVersionStatus } from './screening-tool-version.entity';

/** Two decisions wait for each other, or both would see the same version in force. */
export const oneDecisionAtATime = (tx: Transaction): Promise<unknown> =>
  tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('screening_tools', 0))`);

/** One partnership screens everybody with the same questions: what was in force, of whichever tool, ends today. */
export async function retireWhatIsInForce(tx: Transaction): Promise<void> {
  const inForce = await tx.query<{ id: string; version: number }>(
    `SELECT id, version FROM screening_tool_versions WHERE status = 'in_force'`,
  );
  for (const earlier of inForce) {
    await tx.change(ScreeningToolVersion, earlier, { status: 'retired', retiredOn: tx.today });
  }
}

/**
 * Puts one version of a tool in force and retires the one before it, of whichever tool: one partnership screens
 * everybody with the same questions. Installing what is already in force changes nothing. For the service alone, which
 * brings the demonstration tool; people draft one and another agrees (tools/agree-tool.ts).
 */
@Injectable()
export class InstallTool {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, definition: ToolDefinition): Promise<{ toolVersionId: string }> {
    return this.transactions.act(actor, (tx) => this.within(tx, definition));
  }

  async within(tx: Transaction, definition: ToolDefinition): Promise<{ toolVersionId: string }> {
    this.rules.ensureMay(tx.actor, 'install', 'ScreeningTool', {});
    const problems = validateDefinition(definition);
    if (problems.length > 0) throw new UnfitTool(problems);
    await oneDecisionAtATime(tx);
    const toolId = await this.toolOf(tx, definition);
    const earlier = await this.sameNumber(tx, toolId, definition);
    if (earlier && !(earlier.is_same && earlier.status === 'in_force')) throw new ToolVersionTaken();
    return { toolVersionId: earlier?.id ?? (await this.putInForce(tx, toolId, definition)) };
  }

  private async toolOf(tx: Transaction, { key, title }: ToolDefinition): Promise<string> {
    const [found] = await tx.query<{ id: string }>('SELECT id FROM screening_tools WHERE key = $1', [key]);
    if (found) return found.id;
    const id = newId();
    await tx.insert(ScreeningTool, { id, key, name: title, createdAt: tx.now });
    return id;
  }

  private async sameNumber(tx: Transaction, toolId: string, definition: ToolDefinition) {
    const [row] = await tx.query<{ id: string; status: ToolVersionStatus; is_same: boolean }>(
      `SELECT id, status, definition = $3::jsonb AS is_same FROM screening_tool_versions WHERE tool_id = $1 AND number = $2`,
      [toolId, definition.version, JSON.stringify(definition)],
    );
    return row;
  }

  private async putInForce(tx: Transaction, toolId: string, definition: ToolDefinition): Promise<string> {
    await retireWhatIsInForce(tx);
    const id = newId();
    await tx.insert(ScreeningToolVersion, {
      id,
      toolId,
      number: definition.version,
      status: 'in_force',
      definition,
      inForceOn: tx.today,
      createdAt: tx.now,
    });
    await tx.audit({ act: 'screening_tool.installed', subjectType: 'screening_tool_version', subjectId: id });
    return id;
  }
}
