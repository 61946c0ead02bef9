import { Controller, Get, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { AgenciesModel } from '../../src/agencies/web/present-agencies';
import type { PlansToApproveModel } from '../../src/plans/web/present-plans-to-approve';
import type { PageAnswer } from '../../src/platform/http';

const VIEW = 'agencies/views/agencies.njk';

type Misnamed = Omit<AgenciesModel, 'addHref'> & { addLink: string };
type MisnamedBelow = Omit<PlansToApproveModel, 'plans'> & {
  plans: Omit<PlansToApproveModel['plans'][number], 'reference'>[];
};

/** Pages that are wrong in every way the check must see. No application has them. */
@Controller()
export class PlantedPages {
  constructor(
    private readonly misnamed: Misnamed,
    private readonly misnamedBelow: MisnamedBelow,
    private readonly right: AgenciesModel,
  ) {}

  @Get('decorated')
  @Render(VIEW)
  async decorated(): Promise<Misnamed> {
    return Promise.resolve(this.misnamed);
  }

  @Get('below')
  @Render('plans/views/plans-to-approve.njk')
  below(): MisnamedBelow {
    return this.misnamedBelow;
  }

  @Get('object')
  @Render(VIEW)
  untyped(): object {
    return this.right;
  }

  @Get('signature')
  @Render(VIEW)
  anyName(): Record<string, unknown> {
    return { ...this.right };
  }

  rendered(@Res() response: Response): void {
    response.status(422).render(VIEW, this.misnamed);
  }

  answered(): PageAnswer {
    return { view: VIEW, model: { ...this.misnamed, kinds: [] } };
  }

  /** The one page here with nothing wrong. */
  answeredRightly(): PageAnswer {
    return { view: VIEW, model: this.right };
  }

  inAMacro(): PageAnswer {
    return { view: 'plans/views/approval.njk', model: { stale: { latestHref: '/individuals/1/plan' } } };
  }

  passedOn(@Res() response: Response, { view, model }: PageAnswer): void {
    response.render(view, model);
  }
}
