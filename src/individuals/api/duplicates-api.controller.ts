import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { isId } from '../../shared/ids';
import { MergeReads } from '../duplicates/merge-reads';
import { MergeRecords } from '../duplicates/merge-records';
import { PossibleDuplicates } from '../duplicates/possible-duplicates';
import { SayNotTheSame } from '../duplicates/say-not-the-same';
import { UndoMerge } from '../duplicates/undo-merge';
import { BecauseForm, DifferenceForm, MergeRequest } from '../duplicates/web/duplicates.form';
import {
  DuplicateCheckRequest,
  DuplicateListResponse,
  DuplicateMatchesResponse,
  matchOf,
  MergeMadeResponse,
  MergeResponse,
  mergeResponseOf,
} from './duplicates.response';

const CASES = ['practitioner', 'manager', 'panel_member', 'panel_chair'] as const;

/** Records that may be of one person, and merging them: the same verbs as the pages. */
@ApiTags('duplicates')
@ApiBearerAuth()
@Controller('api/v1')
export class DuplicatesApiController {
  constructor(
    private readonly duplicates: PossibleDuplicates,
    private readonly sayNotTheSame: SayNotTheSame,
    private readonly mergeRecords: MergeRecords,
    private readonly undoMerge: UndoMerge,
    private readonly reads: MergeReads,
  ) {}

  /** Who may be on record already, among those the caller sees. Saves nothing. */
  @Post('duplicate-checks')
  @Roles(...CASES)
  @HttpCode(200)
  @ApiOkResponse({ type: DuplicateMatchesResponse })
  async check(@CurrentActor() actor: Actor, @Body() body: DuplicateCheckRequest): Promise<DuplicateMatchesResponse> {
    const found = await this.duplicates.of(actor, checked(DuplicateCheckRequest, body));
    return { items: found.map(({ record, comparison }) => matchOf(record, comparison)) };
  }

  /** Pairs in sight, those of the newest records first; a page may be empty and still have a next one. */
  @Get('duplicates')
  @Roles(...CASES)
  @ApiOkResponse({ type: DuplicateListResponse })
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<DuplicateListResponse> {
    const page = await this.duplicates.among(actor, typeof cursor === 'string' && isId(cursor) ? cursor : null);
    const items = page.pairs.map(({ newer, older, comparison }) => ({
      ...matchOf(newer, comparison),
      otherId: older.id,
      otherReference: older.reference,
    }));
    return { items, nextCursor: page.next };
  }

  @Post('duplicates/:oneId/:otherId/difference')
  @Roles(...CASES)
  @ApiCreatedResponse({ type: MergeMadeResponse })
  difference(
    @CurrentActor() actor: Actor,
    @Param('oneId') oneId: string,
    @Param('otherId') otherId: string,
    @Body() body: DifferenceForm,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<MergeMadeResponse> {
    return this.sayNotTheSame.run(actor, { oneId, otherId, ...checked(DifferenceForm, body) }, submission);
  }

  @Post('merges')
  @Roles('manager', 'panel_chair')
  @ApiCreatedResponse({ type: MergeMadeResponse })
  merge(
    @CurrentActor() actor: Actor,
    @Body() body: MergeRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<MergeMadeResponse> {
    const { survivorId, mergedId, survivorVersion, mergedVersion, reason, ...stands } = checked(MergeRequest, body);
    return this.mergeRecords.run(
      actor,
      { survivorId, mergedId, survivorVersion, mergedVersion, reason, stands },
      submission,
    );
  }

  @Get('merges/:id')
  @Roles('manager', 'panel_chair')
  @ApiOkResponse({ type: MergeResponse })
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MergeResponse> {
    return mergeResponseOf(await this.reads.one(actor, id));
  }

  @Post('merges/:id/undoing')
  @Roles('manager', 'panel_chair')
  @ApiCreatedResponse({ type: MergeMadeResponse })
  undo(
    @CurrentActor() actor: Actor,
    @Param('id') mergeId: string,
    @Body() body: BecauseForm,
    @IfMatch('merge') version: number,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<MergeMadeResponse> {
    return this.undoMerge.run(actor, { mergeId, version, ...checked(BecauseForm, body) }, submission);
  }
}
