import { Body, Controller, Get, HttpCode, Param, Post, Query, Render, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccessRules, type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import {
  answerForm,
  type CursorPage,
  decodeCursor,
  formSubmission,
  PAGE_SIZE,
  pageOf,
  sessionSaved,
} from '../../platform/http';
import { Clock } from '../../shared/clock';
import { HANDED_OVER_AT_ONCE, type HandOver, handOverOf } from '../../web/hand-over';
import { AddIndividual } from '../add-individual';
import { type CaseHeader, CaseHeaders } from '../case-headers';
import { type ContestedFamilyRow, contestedFamilies } from '../families/families.queries';
import { cases, casesAlike, hasNamesAlike, type MyCaseRow } from '../case-lists.queries';
import { type CaseFacts, CaseOverview } from '../case-overview';
import { casePaths } from '../paths';
import { soughtFacts } from '../record-first-facts';
import { readNewIndividual } from './add-individual.form';
import { dueLooksCount, type DueLooksCountRow } from '../relationships/second-looks.queries';
import { PossibleDuplicates } from '../duplicates/possible-duplicates';
import { type MatchModel, presentMatches } from '../duplicates/web/present-duplicates';
import { dayOrNull, lookedOf, typedFacts, withoutLooked } from './looked-at';
import { keepSearch, keptSearch } from './kept-searches';
import { type CasesModel, listHref, presentCases } from './present-cases';
import { type NewIndividualModel, presentNewIndividual } from './present-new-individual';
import { type OverviewModel, presentOverview } from './present-overview';

@Controller('individuals')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class IndividualsController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly overviews: CaseOverview,
    private readonly addIndividual: AddIndividual,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
    private readonly duplicates: PossibleDuplicates,
  ) {}

  @Get()
  @Render('individuals/views/my-cases.njk')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: Record<string, unknown>,
    @Req() request: Request,
  ): Promise<CasesModel> {
    const found = text(query['found']);
    const asked = {
      found,
      search: keptSearch(request.session, found),
      onlyMine: query['view'] === undefined ? hasRole(actor, 'practitioner') : query['view'] !== 'all',
      cursor: text(query['cursor']),
    };
    const after = decodeCursor(asked.cursor, 2);
    const [rows, contested, [looks], alike = []] = await this.reader.read<
      [MyCaseRow, ContestedFamilyRow, DueLooksCountRow, ...MyCaseRow[]]
    >(
      actor,
      { act: 'individuals.listed', subjectType: 'individual' },
      cases(actor, { ...asked, after, limit: PAGE_SIZE }),
      contestedFamilies(actor),
      dueLooksCount(actor, this.clock.today()),
      ...(hasNamesAlike({ ...asked, after }) ? [casesAlike(actor, asked)] : []),
    );
    const page = pageOf(rows, (row) => [row.sort_on, row.id]);
    return presentCases(
      { page, alike },
      asked,
      {
        canAdd: this.rules.may(actor, 'add', 'Individual', {}),
        canBreakGlass: this.rules.may(actor, 'open', 'BreakGlass', {}),
        contestedFamilies: contested,
        looks: looks ?? { count: 0, late: 0 },
        handOver: hasRole(actor, 'manager', 'panel_chair') ? await this.handOver(actor, asked, page, after) : null,
      },
      this.clock.today(),
    );
  }

  /** A page that is the whole list says itself what there is. */
  private async handOver(
    actor: Actor,
    asked: { search: string; onlyMine: boolean },
    page: CursorPage<MyCaseRow>,
    after: (string | null)[] | undefined,
  ): Promise<HandOver> {
    const isWhole = after === undefined && page.nextCursor === null;
    const rows = isWhole
      ? page.items
      : await this.reader.many<MyCaseRow>(actor, undefined, cases(actor, { ...asked, limit: HANDED_OVER_AT_ONCE }));
    return handOverOf(
      'cases',
      rows.map(({ id }) => id),
    );
  }

  /** Looks for a name or reference that stands in no address. */
  @Post('searches')
  async search(
    @Req() request: Request,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const search = text(body['search']).trim();
    const found = search === '' ? '' : keepSearch(request.session, search);
    await sessionSaved(response);
    response.redirect(303, listHref({ onlyMine: body['view'] === 'mine', found }));
  }

  @Get('new')
  @Render('individuals/views/add-individual.njk')
  form(): NewIndividualModel {
    return presentNewIndividual({});
  }

  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.addIndividual.run(
          actor,
          {
            ...readNewIndividual(withoutLooked(body), this.clock.today()),
            ...lookedOf(body),
          },
          formSubmission(body),
        ),
      saved: ({ id }) => casePaths.overview(id),
      notice: 'Individual added',
      again: async () => ({
        view: 'individuals/views/add-individual.njk',
        model: presentNewIndividual(body, await this.matches(actor, body)),
      }),
    });
  }

  /** Who may be on record already, for the script that looks while somebody types. Saves nothing. */
  @Post('duplicate-checks')
  @HttpCode(200)
  @Render('individuals/views/matches-only.njk')
  async check(@CurrentActor() actor: Actor, @Body() body: Record<string, unknown>): Promise<{ matches: MatchModel[] }> {
    return { matches: await this.matches(actor, body) };
  }

  /** Nobody before there is a name to look for. */
  private async matches(actor: Actor, body: Record<string, unknown>): Promise<MatchModel[]> {
    const [givenName, familyName] = [text(body['givenName']).trim(), text(body['familyName']).trim()];
    if (givenName === '') return [];
    const sought = {
      ...{ givenName, familyName, dateOfBirth: dayOrNull(body, 'dateOfBirth'), sex: text(body['sex']) },
      ...soughtFacts(typedFacts(body), this.clock.today()),
    };
    return presentMatches(await this.duplicates.of(actor, sought));
  }

  @Get(':id')
  @Render('individuals/views/overview.njk')
  async overview(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<OverviewModel> {
    const header = await this.headers.load(actor, id);
    const facts = await this.overviews.load(actor, id);
    return presentOverview(header, facts, this.clock.today(), this.mayDo(actor, header, facts));
  }

  /** What of the next steps is this user's; the rights are those the pages themselves ask. */
  private mayDo(actor: Actor, header: CaseHeader, facts: CaseFacts | undefined) {
    const plan = {
      accessKeys: header.accessKeys,
      status: header.plan?.status,
      submittedBy: facts?.plan_submitted_by,
      managerApprovedBy: facts?.plan_passed_on_by,
    };
    return {
      seeReaders: this.rules.may(actor, 'see_readers', 'Individual', header),
      recordReview: this.rules.may(actor, 'record', 'ReviewSchedule', header),
      decideEntry: this.rules.may(actor, 'decide', 'CohortMembership', header),
      agreeBand: this.rules.may(actor, 'agree', 'Screening', {
        accessKeys: header.accessKeys,
        screenedBy: judgedBy(facts),
      }),
      screen: this.rules.may(actor, 'record', 'Screening', header),
      namePeople: this.rules.may(actor, 'assign', 'Assignment', header),
      writePlan: this.rules.may(actor, 'change', 'Plan', plan),
      approvePlan: this.rules.may(actor, 'approve', 'Plan', plan),
      approvePlanForPanel: this.rules.may(actor, 'approve_for_panel', 'Plan', plan),
    };
  }
}

const judgedBy = (facts: CaseFacts | undefined) => facts?.owed.find(({ kind }) => kind === 'judgement')?.screened_by;

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : '');
