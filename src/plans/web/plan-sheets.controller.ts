import { Controller, Get, Param, Query, Render } from '@nestjs/common';
import { type CaseHeader, CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Clock } from '../../shared/clock';
import { NotFound } from '../../shared/errors';
import { compareEditions } from '../domain/compare-editions';
import { type EditionRead, type PlanContent, PlanContents } from '../plan-contents';
import { PlanSheets } from '../plan-sheets';
import { type ComparisonModel, presentComparison } from './present-comparison';
import { type FamilySheetModel, presentFamilySheet } from './present-family-sheet';
import { presentSheet, type SheetModel } from './present-sheets';

/** A plan on paper: for the people of the case, for the young person or the family, and two editions side by side. */
@Controller('individuals/:id/plan')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class PlanSheetsController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly contents: PlanContents,
    private readonly sheets: PlanSheets,
    private readonly clock: Clock,
  ) {}

  @Get('print')
  @Render('plans/views/sheet.njk')
  async print(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<SheetModel> {
    const { header, plan } = await this.load(actor, id, 'plan.printed');
    return presentSheet(header, plan, await this.sheets.forProfessionals(actor, plan), this.clock.now());
  }

  /** `for=family` for the parent or carer; otherwise for the young person. */
  @Get('version-to-show')
  @Render('plans/views/family-sheet.njk')
  async toShow(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('for') shownTo: unknown,
  ): Promise<FamilySheetModel> {
    const { header, plan } = await this.load(actor, id, 'plan.shown');
    const shown = { to: shownTo === 'family' ? 'family' : 'person', on: this.clock.today() } as const;
    return presentFamilySheet(header, plan, await this.sheets.forThePerson(actor, plan), shown);
  }

  @Get('editions/:number/comparison/:other')
  @Render('plans/views/comparison.njk')
  async compare(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('number') number: string,
    @Param('other') other: string,
  ): Promise<ComparisonModel> {
    const { header, plan } = await this.load(actor, id, 'plan.read');
    const [before, after] = [await this.edition(actor, plan, number), await this.edition(actor, plan, other)];
    return presentComparison(header, { before, after, rows: compareEditions(before.content, after.content) });
  }

  private async load(actor: Actor, id: string, act: string): Promise<{ header: CaseHeader; plan: PlanContent }> {
    const header = await this.headers.load(actor, id, act);
    const plan = await this.contents.ofCase(actor, id);
    if (!plan) throw new NotFound();
    return { header, plan };
  }

  private async edition(actor: Actor, plan: PlanContent, number: string): Promise<EditionRead> {
    const edition = /^\d{1,6}$/.test(number) ? await this.contents.edition(actor, plan.id, Number(number)) : null;
    if (!edition) throw new NotFound();
    return edition;
  }
}
