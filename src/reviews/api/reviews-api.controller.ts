import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader, type Submission } from '../../platform/database';
import { checked, decodeCursor, IdempotencyKey, PAGE_SIZE, pageOf } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { RecordReview } from '../record-review';
import {
  type ActionAnswerRow,
  actionAnswersOf,
  type AttendeeRow,
  attendeesOf,
  reviewById,
  type ReviewRow,
  reviewsOfCase,
} from '../reviews.queries';
import { RecordReviewRequest, ReviewsQuery } from './reviews.requests';
import {
  actionAnswerResponse,
  attendeeResponse,
  ReviewListResponse,
  ReviewRecordedResponse,
  ReviewResponse,
  reviewResponse,
} from './reviews.responses';

@ApiTags('reviews')
@ApiBearerAuth()
@Controller('api/v1/reviews')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ReviewsApiController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly recordReview: RecordReview,
  ) {}

  /** Of one individual: there is no list of what was said about everybody. */
  @Get()
  @ApiOkResponse({ type: ReviewListResponse })
  async list(@CurrentActor() actor: Actor, @Query() query: ReviewsQuery): Promise<ReviewListResponse> {
    const { individualId, cursor } = checked(ReviewsQuery, query);
    await this.headers.load(actor, individualId, 'review.read');
    const page = { limit: PAGE_SIZE + 1, after: decodeCursor(cursor, 2) };
    const rows = await this.reader.many<ReviewRow>(actor, undefined, reviewsOfCase(actor, individualId, page));
    const { items, nextCursor } = pageOf(rows, (row) => [row.held_on, row.id]);
    return { items: items.map(reviewResponse), nextCursor };
  }

  @Get(':id')
  @ApiOkResponse({ type: ReviewResponse })
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReviewResponse> {
    if (!isId(id)) throw new NotFound();
    const [[row], attendees, answers] = await this.reader.read<[ReviewRow, AttendeeRow, ActionAnswerRow]>(
      actor,
      undefined,
      reviewById(actor, id),
      attendeesOf(actor, id),
      actionAnswersOf(actor, id),
    );
    if (!row) throw new NotFound();
    // Whose it is is known only now: the audit row of the reading comes before the answer.
    await this.headers.load(actor, row.individual_id, 'review.read');
    return {
      ...reviewResponse(row),
      attendees: attendees.map(attendeeResponse),
      actionAnswers: answers.map(actionAnswerResponse),
    };
  }

  @Post()
  @ApiCreatedResponse({ type: ReviewRecordedResponse })
  record(
    @CurrentActor() actor: Actor,
    @Body() body: RecordReviewRequest,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<ReviewRecordedResponse> {
    return this.recordReview.run(actor, checked(RecordReviewRequest, body), submission);
  }
}
