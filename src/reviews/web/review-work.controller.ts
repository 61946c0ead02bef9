import { Controller, Get, Query, Render } from '@nestjs/common';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { isId } from '../../shared/ids';
import { WorkCounts } from '../../web/work-counts';
import { type WorkState, workStates } from '../domain/work-state';
import { reviewWork, reviewWorkCounts, type WorkCountRow, type WorkRow } from '../work.queries';
import { type ReviewWorkModel, NOBODY, presentReviewWork } from './present-review-work';

/** Every review owed in the actor's sight: an agency's for its manager, a panel's cohort, a practitioner's own cases. */
@Controller('reviews')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ReviewWorkController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly workCounts: WorkCounts,
  ) {}

  @Get()
  @Render('reviews/views/review-work.njk')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<ReviewWorkModel> {
    const today = this.clock.today();
    const asked = { state: stateOf(query['state']), worker: workerOf(query['worker']), cursor: text(query['cursor']) };
    const after = decodeCursor(asked.cursor, 2);
    const [rows, counts] = await this.reader.read<[WorkRow, WorkCountRow]>(
      actor,
      { act: 'reviews.listed', subjectType: 'review_schedule' },
      reviewWork(actor, { ...asked, today, after, limit: PAGE_SIZE }),
      reviewWorkCounts(actor, today),
    );
    return presentReviewWork(
      pageOf(rows, (row) => [row.sort_on, row.id]),
      counts,
      asked,
      { counts: await this.workCounts.of(actor), mayHandOver: hasRole(actor, 'manager', 'panel_chair') },
    );
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');

const stateOf = (value: unknown): WorkState | null => workStates.find((state) => state === value) ?? null;

function workerOf(value: unknown): string | null {
  const worker = text(value);
  return worker === NOBODY || isId(worker) ? worker : null;
}
