import { Body, Controller, Get, Param, Post, Render, Res } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { Response } from 'express';
import { type CaseHeader, CaseHeaders, caseLayoutModel, casePaths } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, checked, formSubmission } from '../../platform/http';
import { Trimmed } from '../../web/forms/text-fields';
import { typedText } from '../../web/forms/typed-text';
import { AskPanel } from './ask-panel';

const PAGE = 'meetings/views/panel-question.njk';

class QuestionForm {
  @Trimmed()
  @IsString({ message: 'Enter the question for the panel' })
  @Matches(/\S/, { message: 'Enter the question for the panel' })
  @MaxLength(1_000, { message: 'The question must be 1,000 characters or fewer' })
  text!: string;
}

interface AskedRow {
  text: string;
  asked_by: string;
  asked_at: Date;
}

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
    const asked = await this.reader.many<AskedRow>(actor, undefined, {
      name: 'panel-questions-of-case',
      text: `
        SELECT q.text, u.display_name AS asked_by, q.asked_at FROM panel_questions q JOIN users u ON u.id = q.asked_by
          JOIN individuals i ON i.id = q.individual_id AND i.access_keys && $1::uuid[]
         WHERE q.individual_id = $2 ORDER BY q.asked_at DESC, q.id DESC LIMIT 20`,
      values: [actor.accessKeys, id],
    });
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
