import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../access';
import { KeepingHealth } from '../keeping-health';

/** For whoever runs the service, beside `/health/ready`: pages work while the audit is not sealed, but somebody must know. */
@ApiExcludeController()
@Controller('health/audit')
@Public()
export class KeepingHealthController {
  constructor(private readonly health: KeepingHealth) {}

  /** 200 when every task went well lately, otherwise 503 with the tasks that did not and since when. */
  @Get()
  async audit(@Res() response: Response): Promise<void> {
    const problems = await this.health.problems();
    response
      .status(problems.length === 0 ? 200 : 503)
      .json({ status: problems.length === 0 ? 'ok' : 'failing', problems });
  }
}
