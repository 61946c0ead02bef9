import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../access';
import { Draining } from '../http';
import { Clock } from '../../shared/clock';
import { holidayTableWarning } from '../../shared/working-days';
import { WorkerWatch } from '../queue';
import { ReadinessCheck } from './readiness';

/** For whoever runs the service: open to all, and nothing in it is about a person. */
@ApiExcludeController()
@Controller('health')
@Public()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessCheck,
    private readonly draining: Draining,
    private readonly clock: Clock,
    private readonly workerWatch: WorkerWatch,
  ) {}

  /** The process answers; it depends on nothing, so a database that is away does not get it restarted. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when a page can be served, otherwise 503: also in the moments before this process stops. */
  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    if (this.draining.isDraining) {
      response.status(503).json({ status: 'stopping' });
      return;
    }
    const { isReady, ...parts } = await this.readiness.now();
    const holidays = holidayTableWarning(this.clock.today()) === null ? {} : { bankHolidays: 'ending' };
    // Pages work without one, so this process stays in service.
    const worker = this.workerWatch.missingSince === undefined ? {} : { worker: 'missing' };
    const mail = this.workerWatch.mailAwaySince === undefined ? {} : { mail: 'away' };
    response
      .status(isReady ? 200 : 503)
      .json({ status: isReady ? 'ok' : 'unavailable', ...parts, ...worker, ...mail, ...holidays });
  }
}
