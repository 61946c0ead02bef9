import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type Actor, CurrentActor, Roles } from '../../../platform/access';
import { answerForm, formSubmission } from '../../../platform/http';
import { Clock } from '../../../shared/clock';
import { Invalid } from '../../../shared/errors';
import { toolPaths } from '../../paths';
import { seenVersion } from '../../web/seen-version';
import { KeepExample } from '../keep-example';
import { ToolReads } from '../tool-reads';
import { presentTrial, type Tried, type TrialModel } from './present-trial';
import { readTrial, titleOf } from './read-trial';

const VIEW = 'screenings/views/tool-trial.njk';

type Typed = Record<string, unknown>;

/** The test bench of a tool: made-up answers in, bands and every point out; and the examples that must stay right. */
@Controller('screening-tools/:id')
@Roles('panel_chair', 'administrator')
export class ToolTrialController {
  constructor(
    private readonly reads: ToolReads,
    private readonly examples: KeepExample,
    private readonly clock: Clock,
  ) {}

  @Get('trial')
  @Render(VIEW)
  page(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TrialModel> {
    return this.model(actor, id);
  }

  @Post('trial')
  async try(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    const { tool } = await this.reads.withExamples(actor, id);
    const read = () => readTrial(tool.definition, body);
    if (body['step'] !== 'keep') return this.showResult(actor, { id, body, read }, response);
    await answerForm(response, {
      save: async () =>
        this.examples.keep(actor, { versionId: id, title: titleOf(body), ...read() }, formSubmission(body)),
      saved: () => toolPaths.trial(id),
      notice: 'Example kept',
      again: async () => ({ view: VIEW, model: await this.model(actor, id, body) }),
    });
  }

  /** Nothing is saved: the page comes again with the result, or with what is wrong. */
  private async showResult(
    actor: Actor,
    { id, body, read }: { id: string; body: Typed; read: () => Tried },
    response: Response,
  ): Promise<void> {
    try {
      response.status(200).render(VIEW, await this.model(actor, id, body, read()));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const model = await this.model(actor, id, body);
      response.status(error.status).render(VIEW, { ...model, errors: error.problems });
    }
  }

  @Post('examples/:exampleId/acceptance')
  async accept(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('exampleId') exampleId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.examples.accept(actor, id, { id: exampleId, version: seenVersion(body['version']) }, formSubmission(body)),
      saved: () => toolPaths.trial(id),
      notice: 'The new result is what the example must give',
      again: async () => ({ view: VIEW, model: await this.model(actor, id) }),
    });
  }

  @Post('examples/:exampleId/removal')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('exampleId') exampleId: string,
    @Body() body: Typed,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.examples.remove(actor, id, { id: exampleId, version: seenVersion(body['version']) }, formSubmission(body)),
      saved: () => toolPaths.trial(id),
      notice: 'Example removed',
      again: async () => ({ view: VIEW, model: await this.model(actor, id) }),
    });
  }

  private async model(actor: Actor, id: string, typed?: Typed, tried?: Tried): Promise<TrialModel> {
    const found = await this.reads.withExamples(actor, id);
    return presentTrial(found, { today: this.clock.today(), typed, tried });
  }
}
