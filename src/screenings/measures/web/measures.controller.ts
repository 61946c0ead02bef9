import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseHeaders } from '../../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../../platform/access';
import { answerForm, formSubmission } from '../../../platform/http';
import { Clock } from '../../../shared/clock';
import { NotFound } from '../../../shared/errors';
import { checkedWithDays } from '../../../web/forms/checked-with-days';
import { screeningPaths } from '../../paths';
import { MEASURE_KINDS, type MeasureKind } from '../measure.entity';
import { MeasureReads } from '../measure-reads';
import { RecordMeasure } from '../record-measure';
import { MeasureForm } from './measure.form';
import { newMeasure } from './new-measure';
import { type MeasureFormModel, type MeasuresModel, presentMeasureForm, presentMeasures } from './present-measures';

const FORM = 'screenings/views/measure-form.njk';

type Typed = Record<string, unknown>;

/** What other assessments say: SDQ totals, SEND, disability, adverse experiences. */
@Controller('individuals/:id/measures')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class MeasuresController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly reads: MeasureReads,
    private readonly record: RecordMeasure,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Render('screenings/views/measures.njk')
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MeasuresModel> {
    const header = await this.headers.load(actor, id, 'measures.listed');
    const mayRecord = this.rules.may(actor, 'measure', 'Screening', header);
    return presentMeasures(header, await this.reads.onPage(actor, header.id), mayRecord);
  }

  @Get(':kind')
  @Render(FORM)
  form(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('kind') kind: string): Promise<MeasureFormModel> {
    return this.model(actor, id, kind);
  }

  @Post(':kind')
  async add(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('kind') asked: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    const kind = kindOf(asked);
    await answerForm(response, {
      save: async () => {
        const form = checkedWithDays(MeasureForm, body, { knownOn: 'The day' });
        return this.record.run(actor, newMeasure(id, kind, form), formSubmission(body));
      },
      saved: () => screeningPaths.measures(id),
      notice: 'Recorded',
      again: async () => ({ view: FORM, model: await this.model(actor, id, kind, body) }),
    });
  }

  private async model(actor: Actor, id: string, asked: string, typed?: Typed): Promise<MeasureFormModel> {
    const header = await this.headers.load(actor, id);
    this.rules.ensureMay(actor, 'measure', 'Screening', header);
    return presentMeasureForm(header, { kind: kindOf(asked), today: this.clock.today(), typed });
  }
}

function kindOf(asked: string): MeasureKind {
  const kind = MEASURE_KINDS.find((known) => known === asked);
  if (!kind) throw new NotFound();
  return kind;
}
