import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Roles } from '../platform/access';
import { decodeCursor } from '../platform/http';
import { DataQualityReads } from './data-quality-reads';
import { QUALITY_RULES, RULE_NAMES } from './rules';

class QualityProblemResponse {
  @ApiProperty({ enum: RULE_NAMES }) rule!: string;
  @ApiProperty() words!: string;
  @ApiProperty() cases!: number;
}

class QualityProblemsResponse {
  @ApiProperty({ type: [QualityProblemResponse] }) items!: QualityProblemResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

class QualityCaseResponse {
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty() reference!: string;
  @ApiProperty({ type: String, nullable: true }) agency!: string | null;
  @ApiProperty({ description: 'The page where it is mended' }) mendAt!: string;
}

class QualityCasesResponse {
  @ApiProperty({ type: [QualityCaseResponse] }) items!: QualityCaseResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

const COUNT_WORDS =
  'Exact for chairs; for who sees no names rounded by the rule for small numbers, null where it is not shown';

class QualityCountResponse {
  @ApiProperty({ enum: RULE_NAMES }) rule!: string;
  @ApiProperty({ type: String, nullable: true }) agency!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: COUNT_WORDS })
  cases!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: COUNT_WORDS })
  problems!: number | null;
}

class QualityCountsResponse {
  @ApiProperty({ type: [QualityCountResponse] }) items!: QualityCountResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: null;
}

@ApiTags('data-quality')
@ApiBearerAuth()
@Controller('api/v1/data-quality')
@Roles('manager', 'panel_chair')
export class DataQualityApiController {
  constructor(private readonly reads: DataQualityReads) {}

  /** How many cases break each rule: those your agency leads, or the cohort of your panel. */
  @Get()
  @ApiOkResponse({ type: QualityProblemsResponse })
  async problems(@CurrentActor() actor: Actor): Promise<QualityProblemsResponse> {
    const counts = await this.reads.problems(actor);
    const items = RULE_NAMES.map((rule) => ({
      rule,
      words: QUALITY_RULES[rule].words,
      cases: counts.find((row) => row.rule === rule)?.problems ?? 0,
    }));
    return { items, nextCursor: null };
  }

  @Get('rules/:rule')
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: QualityCasesResponse })
  async workList(
    @CurrentActor() actor: Actor,
    @Param('rule') name: string,
    @Query('cursor') cursor: unknown,
  ): Promise<QualityCasesResponse> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 1);
    const { rule, page } = await this.reads.workList(actor, name, after?.[0] ?? null);
    const items = page.items.map((row) => ({
      ...{ individualId: row.id, reference: row.reference, agency: row.agency },
      mendAt: QUALITY_RULES[rule].mendAt(row.id),
    }));
    return { items, nextCursor: page.nextCursor };
  }

  /** Counts by the agency that leads the cases: no names, nobody restricted, no small number for who sees no names. */
  @Get('counts')
  @Roles('analyst', 'governance', 'panel_chair')
  @ApiOkResponse({ type: QualityCountsResponse })
  async counts(@CurrentActor() actor: Actor): Promise<QualityCountsResponse> {
    const { rows, reader } = await this.reads.counts(actor);
    const items = rows.map(({ rule, agency, cases, problems }) => {
      const shown = reader.counts(problems, cases);
      return { rule, agency, cases: shown.total, problems: shown.met };
    });
    return { items, nextCursor: null };
  }
}
