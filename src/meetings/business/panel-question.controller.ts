import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type CaseHeader, CaseHeaders, caseLayoutModel, casePaths } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { typedText } from '../../web/forms/typed-text';
import { AskPanel } from './ask-panel';
import { QuestionForm } from './question.form';
import { type AskedRow, questionsOf } from './questions.queries';

const PAGE = 'meetings/views/panel-question.njk';

/** What whoever works a case asks its panel. */
@Controller('individuals/:id/panel-question')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class PanelQuestionController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly askPanel: AskPanel,
  ) {}

  @Get()
  @Render(PAGE)
  async form(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PanelQuestionModel> {
    return this.page(actor, id, '');
  }

  @Post()
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.askPanel.run(actor, { individualId, ...checked(QuestionForm, body) }, formSubmission(body)),
      saved: () => casePaths.panelQuestion(individualId),
      notice: 'The panel will see your question',
      again: async () => ({ view: PAGE, model: await this.page(actor, individualId, typedText(body['text'])) }),
    });
  }

  private async page(actor: Actor, id: string, text: string): Promise<PanelQuestionModel> {
    const header = await this.headers.load(actor, id, 'panel_questions.read');
    const asked = await this.reader.many<AskedRow>(actor, undefined, questionsOf(actor, id));
    return presentQuestions(header, asked, text);
  }
}

const presentQuestions = (header: CaseHeader, asked: AskedRow[], text: string) => ({
  ...caseLayoutModel(header, 'overview'),
  text,
  action: casePaths.panelQuestion(header.id),
  asked: asked.map((one) => ({ text: one.text, by: one.asked_by, at: one.asked_at })),
  backHref: casePaths.overview(header.id),
});

type PanelQuestionModel = ReturnType<typeof presentQuestions>;
