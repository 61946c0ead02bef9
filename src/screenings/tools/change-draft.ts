import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import { Conflict, Invalid, NotFound } from '../../shared/errors';
import {
  changeDefinition,
  CodeTaken,
  type DefinitionChange,
  DomainNotEmpty,
  PartMissing,
} from '../domain/change-definition';
import type { ToolDefinition } from '../domain/tool-definition';
import { ScreeningToolVersion } from '../screening-tool-version.entity';
import { loadedDraft, type SeenVersion } from './loaded-draft';

/** One change, or the whole definition at once as a program sends it. */
export type DraftChange = DefinitionChange | { kind: 'whole'; definition: ToolDefinition };

export interface ChangedDraft extends SeenVersion {
  change: DraftChange;
}

/** Changes a draft by compare-and-set. Whoever asked for it to be put in force asked for what it was: that ends. */
@Injectable()
export class ChangeDraft {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, changed: ChangedDraft, submission?: Submission): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, changed), submission);
  }

  async within(tx: Transaction, { id, version, change }: ChangedDraft): Promise<{ id: string; version: number }> {
    const draft = await loadedDraft(tx, this.rules, { id, version });
    const { key, version: number } = draft.definition;
    const definition = { ...changed(draft.definition, change), key, version: number };
    await tx.change(
      ScreeningToolVersion,
      { id, version },
      {
        definition,
        draftedBy: [...new Set([...draft.drafted_by, tx.actor.userId])],
        ...NOT_ASKED,
      },
    );
    await tx.audit({
      act: 'screening_tool.changed',
      subjectType: 'screening_tool_version',
      subjectId: id,
      fields: [change.kind],
    });
    return { id, version: version + 1 };
  }
}

export const NOT_ASKED = { askedBy: null, askedAt: null, decidedOn: null, decisionReason: null } as const;

function changed(definition: ToolDefinition, change: DraftChange): ToolDefinition {
  if (change.kind === 'whole') return change.definition;
  try {
    return changeDefinition(definition, change);
  } catch (error) {
    if (error instanceof PartMissing) throw new NotFound();
    if (error instanceof CodeTaken) {
      throw new Invalid([{ field: 'code', message: 'This code is used already. Enter another one' }]);
    }
    if (error instanceof DomainNotEmpty) {
      throw new Conflict('Move or remove the questions of this part first, then remove the part.');
    }
    throw error;
  }
}
