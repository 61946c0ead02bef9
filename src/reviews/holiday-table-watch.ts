import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../shared/clock';
import { holidayTableWarning } from '../shared/working-days';

/** Says at every start, in web and worker, that the bank holidays run out: a year before they do, and from then on. */
@Injectable()
export class HolidayTableWatch implements OnApplicationBootstrap {
  private readonly logger = new Logger(HolidayTableWatch.name);

  constructor(private readonly clock: Clock) {}

  onApplicationBootstrap(): void {
    const warning = holidayTableWarning(this.clock.today());
    if (warning !== null) this.logger.warn(`${warning} Run: npm run bank-holidays:refresh -- --file <downloaded json>`);
  }
}
