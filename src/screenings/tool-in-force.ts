import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { Reader, type Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import type { ToolDefinition } from './domain/tool-definition';
import { toolInForce } from './screenings.queries';

export interface ToolInForce {
  toolVersionId: string;
  definition: ToolDefinition;
  inForceOn: Day;
}

interface ToolRow {
  id: string;
  definition: ToolDefinition;
  in_force_on: Day;
}

/** The version of the tool everybody is screened with now. */
@Injectable()
export class CurrentTool {
  constructor(private readonly reader: Reader) {}

  /** Undefined while the partnership has put none in force. The tool says nothing about anybody: no audit row. */
  async load(actor: Actor): Promise<ToolInForce | undefined> {
    return toolOf(await this.reader.one<ToolRow>(actor, undefined, toolInForce));
  }

  async within(tx: Transaction): Promise<ToolInForce | undefined> {
    const [row] = await tx.query<ToolRow>(toolInForce.text);
    return toolOf(row);
  }
}

const toolOf = (row: ToolRow | undefined): ToolInForce | undefined =>
  row && { toolVersionId: row.id, definition: row.definition, inForceOn: row.in_force_on };
