import { Controller, Get, Query, Render } from '@nestjs/common';
import { AccessRules, type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { HANDED_OVER_AT_ONCE, type HandOver, handOverOf } from '../../web/hand-over';
import { WorkCounts } from '../../web/work-counts';
import { reviewWork, reviewWorkCounts, type WorkCountRow, type WorkRow } from '../work.queries';
import { presentReviewWork, type ReviewWorkModel } from './present-review-work';
import { filterOf, isAboutSomebody, workQuestion, type WorkQuestion } from './work-question';

/** All that is owed in the actor's sight: an agency's for its manager, a panel's cohort, a practitioner's own cases. */
@Controller('reviews')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ReviewWorkController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly rules: AccessRules,
    private readonly workCounts: WorkCounts,
  ) {}

  @Get()
  @Render('reviews/views/review-work.njk')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<ReviewWorkModel> {
    const today = this.clock.today();
    const question = workQuestion(query);
    const after = decodeCursor(question.cursor, 3);
    const [rows, counts] = await this.reader.read<[WorkRow, WorkCountRow]>(
      actor,
      { act: 'reviews.listed', subjectType: 'review_schedule' },
      reviewWork(actor, { ...filterOf(question), today, after, limit: PAGE_SIZE }),
      reviewWorkCounts(actor, today),
    );
    const page = pageOf(rows, (row) => [String(row.rank), row.sort_on, row.subject_id]);
    return presentReviewWork(page, counts, question, {
      counts: await this.workCounts.of(actor),
      handOver: hasRole(actor, 'manager', 'panel_chair') ? await this.handOver(actor, question, page) : null,
      mayHandOn: (row) => this.mayHandOn(actor, row),
      mayAcknowledge: (row) => this.rules.may(actor, 'acknowledge', 'ReviewSchedule', { accessKeys: row.access_keys }),
      today,
    });
  }

  /** Everything at once only of a list about somebody, or one that ends on its page: nobody hands over all there is. */
  private async handOver(actor: Actor, question: WorkQuestion, page: CursorPage<WorkRow>): Promise<HandOver> {
    const isWhole = question.cursor === '' && page.nextCursor === null;
    const asked = { ...filterOf(question), today: this.clock.today(), limit: HANDED_OVER_AT_ONCE };
    const rows = isWhole
      ? page.items
      : isAboutSomebody(question)
        ? await this.reader.many<WorkRow>(actor, undefined, reviewWork(actor, asked))
        : [];
    const isOfActions = question.state === 'overdue_action';
    return handOverOf(
      isOfActions ? 'actions' : 'cases',
      rows.filter((row) => this.mayHandOn(actor, row)).map((row) => (isOfActions ? row.subject_id : row.id)),
    );
  }

  /** Whether a handover could move it: the action, or the part of the plan owner or of the lead professional. */
  private mayHandOn(actor: Actor, row: WorkRow): boolean {
    const agencies = row.kind === 'overdue_action' ? [row.agency_id] : [row.agency_id, row.lead_agency_id];
    return agencies.some(
      (agencyId) =>
        agencyId !== null &&
        this.rules.may(actor, 'hand_on', 'Held', {
          accessKeys: row.access_keys,
          agencyId,
          isRestricted: row.is_restricted,
          isAgencyInvolved: row.access_keys.includes(agencyId),
        }),
    );
  }
}
