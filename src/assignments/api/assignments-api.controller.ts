import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { Assign } from '../assign';
import { assignmentById, type AssignmentRow } from '../assignments.queries';
import { CaseAssignments } from '../case-assignments';
import { EndAssignment } from '../end-assignment';
import { AssignRequest, EndAssignmentRequest, ListAssignmentsRequest } from './assignment.request';
import {
  AssignmentChangeResponse,
  AssignmentResponse,
  assignmentResponse,
  AssignmentsResponse,
} from './assignment.response';

@ApiTags('assignments')
@ApiBearerAuth()
@Controller('api/v1/assignments')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class AssignmentsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly caseAssignments: CaseAssignments,
    private readonly assign: Assign,
    private readonly endAssignment: EndAssignment,
  ) {}

  /** Who is and was responsible for one case: present first. */
  @Get()
  @ApiQuery({ type: ListAssignmentsRequest })
  @ApiOkResponse({ type: AssignmentsResponse, description: 'All of them at once, those of the present first' })
  async list(@CurrentActor() actor: Actor, @Query() query: unknown): Promise<AssignmentsResponse> {
    const { individualId } = checked(ListAssignmentsRequest, query);
    await this.headers.load(actor, individualId, 'assignments.read');
    const rows = await this.caseAssignments.of(actor, individualId);
    return { items: rows.map(assignmentResponse), nextCursor: null };
  }

  @Get(':id')
  @ApiOkResponse({ type: AssignmentResponse })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AssignmentResponse> {
    if (!isId(id)) throw new NotFound();
    const entry = { act: 'assignment.read', subjectType: 'assignment', subjectId: id };
    const row = await this.reader.one<AssignmentRow>(actor, entry, assignmentById(actor, id));
    if (!row) throw new NotFound();
    response.setHeader('ETag', `"${row.version}"`);
    return assignmentResponse(row);
  }

  @Post()
  @ApiBody({ type: AssignRequest })
  @ApiCreatedResponse({ type: AssignmentChangeResponse })
  async name(
    @CurrentActor() actor: Actor,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<AssignmentChangeResponse> {
    return this.assign.run(actor, checked(AssignRequest, body), submission);
  }

  @Post(':id/ending')
  @ApiBody({ type: EndAssignmentRequest })
  @ApiCreatedResponse({ type: AssignmentChangeResponse })
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch('assignment') version: number,
  ): Promise<AssignmentChangeResponse> {
    const { reason } = checked(EndAssignmentRequest, body);
    const { staysVisible } = await this.endAssignment.run(actor, { id, version, reason });
    return { id, staysVisible };
  }
}
