import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../access';
import { ReadinessCheck } from './readiness';

/** For whoever runs the service: open to all, and nothing in it is about a person. */
@ApiExcludeController()
@Controller('health')
@Public()
export class HealthController {
  constructor(private readonly readiness: ReadinessCheck) {}

  /** The process answers; it depends on nothing, so a database that is away does not get it restarted. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when a page can be served, otherwise 503. */
  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    const { isReady, ...parts } = await this.readiness.now();
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ok' : 'unavailable', ...parts });
  }
}
