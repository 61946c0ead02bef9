import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../../platform/access';
import { answerForm, checked, formSubmission } from '../../../platform/http';
import { duplicatePaths } from '../../paths';
import { Clock } from '../../../shared/clock';
import { seenVersion } from '../../web/seen-version';
import { CONFLICTS } from '../merge-conflicts';
import { MergeReads } from '../merge-reads';
import { MergeRecords } from '../merge-records';
import { type ComparedPair, PossibleDuplicates } from '../possible-duplicates';
import { UndoMerge } from '../undo-merge';
import { BecauseForm, MergeForm } from './duplicates.form';
import { type MergeModel, type NewMergeModel, presentMerge, presentMergeMade } from './present-duplicates';

const NEW = 'individuals/views/new-merge.njk';
const MADE = 'individuals/views/merge.njk';

type Typed = Record<string, unknown>;

/** Making two records of one person one, and taking them apart again. */
@Controller()
@Roles('manager', 'panel_chair')
export class MergesController {
  constructor(
    private readonly duplicates: PossibleDuplicates,
    private readonly reads: MergeReads,
    private readonly mergeRecords: MergeRecords,
    private readonly undoMerge: UndoMerge,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get('duplicates/:oneId/:otherId/merge')
  @Render(NEW)
  form(
    @CurrentActor() actor: Actor,
    @Param('oneId') oneId: string,
    @Param('otherId') otherId: string,
  ): Promise<NewMergeModel> {
    return this.newMerge(actor, oneId, otherId);
  }

  @Post('duplicates/:oneId/:otherId/merge')
  async merge(
    @CurrentActor() actor: Actor,
    @Param('oneId') oneId: string,
    @Param('otherId') otherId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const pair = await this.pairToMerge(actor, oneId, otherId);
        const { survivorId, reason, ...stands } = checked(MergeForm, withSides(body));
        const mergedId = survivorId === pair.older.id ? pair.newer.id : pair.older.id;
        const seen = (id: string): number => seenVersion(body[`version-${id}`]);
        const versions = { survivorVersion: seen(survivorId), mergedVersion: seen(mergedId) };
        return this.mergeRecords.run(
          actor,
          { survivorId, mergedId, reason, stands, ...versions },
          formSubmission(body),
        );
      },
      saved: ({ id }) => duplicatePaths.merge(id),
      notice: 'The two records are one',
      again: async () => ({ view: NEW, model: await this.newMerge(actor, oneId, otherId, body) }),
    });
  }

  @Get('merges/:id')
  @Render(MADE)
  made(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MergeModel> {
    return this.mergeMade(actor, id);
  }

  @Post('merges/:id/undoing')
  async undo(
    @CurrentActor() actor: Actor,
    @Param('id') mergeId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { version, ...fields } = body;
        const undoing = { mergeId, ...checked(BecauseForm, fields), version: seenVersion(version) };
        return this.undoMerge.run(actor, undoing, formSubmission(body));
      },
      saved: () => duplicatePaths.merge(mergeId),
      notice: 'The two records are apart again',
      again: async () => ({ view: MADE, model: await this.mergeMade(actor, mergeId, body) }),
    });
  }

  private async newMerge(actor: Actor, oneId: string, otherId: string, typed: Typed = {}): Promise<NewMergeModel> {
    const pair = await this.pairToMerge(actor, oneId, otherId);
    const ids = [pair.older.id, pair.newer.id] as const;
    const [conflicts, reviews] = await Promise.all([
      this.reads.conflicts(actor, ...ids),
      this.reads.reviews(actor, ...ids),
    ]);
    return presentMerge({ pair, conflicts, reviews, today: this.clock.today() }, typed);
  }

  private async pairToMerge(actor: Actor, oneId: string, otherId: string): Promise<ComparedPair> {
    const pair = await this.duplicates.pair(actor, oneId, otherId);
    for (const { id, access_keys: accessKeys } of [pair.older, pair.newer]) {
      this.rules.ensureMay(actor, 'merge', 'Individual', { id, accessKeys });
    }
    return pair;
  }

  private async mergeMade(actor: Actor, id: string, typed: Typed = {}): Promise<MergeModel> {
    const row = await this.reads.one(actor, id);
    const record = { id: row.survivor_id, accessKeys: row.survivor_access_keys };
    return presentMergeMade(row, this.rules.may(actor, 'merge', 'Individual', record), typed);
  }
}

/** The page asks for a record by its id, because which of the two stays is chosen on the same page. */
function withSides(body: Typed): Typed {
  const { survivorId } = body;
  const sides = CONFLICTS.filter((kind) => typeof body[kind] === 'string').map((kind) => [
    kind,
    body[kind] === survivorId ? 'survivor' : 'merged',
  ]);
  const others = Object.entries(body).filter(
    ([name]) => !name.startsWith('version-') && !CONFLICTS.some((kind) => kind === name),
  );
  return Object.fromEntries([...others, ...sides]);
}
