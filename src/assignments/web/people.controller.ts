import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CohortHistory } from '../../cohort';
import { CaseHeaders, casePaths } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { Colleagues } from '../../users';
import type { TypedFields } from '../../web/page-model';
import { Assign } from '../assign';
import type { AssignmentKind } from '../assignment-words';
import { CaseAssignments } from '../case-assignments';
import { whoKeepsWords } from '../domain/who-keeps';
import { EndAssignment } from '../end-assignment';
import { AssignForm, EndAssignmentForm } from './assignment.form';
import { type EndingModel, type PeopleModel, type PeopleOfCase, presentEnding, presentPeople } from './present-people';

const PEOPLE = 'assignments/views/people.njk';
const ENDING = 'assignments/views/end-assignment.njk';

@Controller('individuals/:id/people')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class PeopleController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly caseAssignments: CaseAssignments,
    private readonly cohort: CohortHistory,
    private readonly colleagues: Colleagues,
    private readonly assign: Assign,
    private readonly endAssignment: EndAssignment,
    private readonly rules: AccessRules,
  ) {}

  @Get()
  @Render(PEOPLE)
  async people(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PeopleModel> {
    return presentPeople(await this.load(actor, id));
  }

  @Post('assignments')
  async name(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { kind, userId, ...seen } = checked(AssignForm, body);
        const replacesId = seenHolder(kind, seen);
        return this.assign.run(actor, { individualId, kind, userId, replacesId }, formSubmission(body));
      },
      saved: ({ staysVisible }) => afterwards(individualId, staysVisible),
      notice: 'Person named',
      again: async ({ isStale }) => ({
        view: PEOPLE,
        model: presentPeople(await this.load(actor, individualId), body, isStale),
      }),
    });
  }

  @Get('assignments/:assignmentId/ending')
  @Render(ENDING)
  async endingForm(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('assignmentId') assignmentId: string,
  ): Promise<EndingModel> {
    return this.ending(actor, id, assignmentId);
  }

  @Post('assignments/:assignmentId/ending')
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('assignmentId') id: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => {
        const { reason, version } = checked(EndAssignmentForm, body);
        return this.endAssignment.run(actor, { id, version: Number(version), reason }, formSubmission(body));
      },
      saved: (ended) => afterwards(ended.individualId, ended.staysVisible),
      notice: ({ staysVisible, keptBy }) =>
        staysVisible
          ? 'Their part has ended'
          : `Their part has ended. The case is not open to you any more. ${whoKeepsWords(keptBy)}`,
      again: async () => ({
        view: ENDING,
        model: await this.ending(actor, individualId, id, body),
      }),
    });
  }

  private async load(actor: Actor, id: string): Promise<PeopleOfCase> {
    const header = await this.headers.load(actor, id, 'people.read');
    const [assignments, periods, owed, refused, colleagues] = await Promise.all([
      this.caseAssignments.of(actor, id),
      this.cohort.of(actor, id),
      header.decisionDueOn === null ? undefined : this.cohort.owedOf(actor, id),
      this.cohort.refusedOf(actor, id),
      this.colleagues.list(actor),
    ]);
    return {
      header,
      assignments,
      periods,
      owed,
      refused,
      colleagues,
      mayAssign: this.rules.may(actor, 'assign', 'Assignment', header),
      mayDecide: this.rules.may(actor, 'decide', 'CohortMembership', header),
    };
  }

  private async ending(
    actor: Actor,
    id: string,
    assignmentId: string,
    typed: TypedFields<keyof EndAssignmentForm> = {},
  ): Promise<EndingModel> {
    const people = await this.load(actor, id);
    this.rules.ensureMay(actor, 'assign', 'Assignment', people.header);
    const ending = people.assignments.find((row) => row.id === assignmentId);
    if (!ending) throw new NotFound();
    return presentEnding(actor, people, ending, typed);
  }
}

/** The holder the page showed of the part being given; undefined where there may be several. */
function seenHolder(
  kind: AssignmentKind,
  seen: { seenLeadId?: string | null; seenOwnerId?: string | null },
): string | null | undefined {
  if (kind === 'practitioner') return undefined;
  return (kind === 'lead_professional' ? seen.seenLeadId : seen.seenOwnerId) ?? null;
}

/** Somebody whose only part was handed on or ended cannot open the case any more. */
const afterwards = (individualId: string, staysVisible: boolean): string =>
  staysVisible ? casePaths.people(individualId) : casePaths.list;
