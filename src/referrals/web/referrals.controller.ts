import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { outsideAges } from '../../individuals';
import { type Actor, CurrentActor, hasRole, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import {
  answerForm,
  checked,
  decodeCursor,
  formSubmission,
  PAGE_SIZE,
  pageOf,
  sessionSaved,
} from '../../platform/http';
import { Clock } from '../../shared/clock';
import { Conflict, Invalid, NotFound } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { pageIn } from '../../web/drafts/drafted-form';
import { Drafts } from '../../web/drafts/drafts';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { dayFromFields } from '../../web/forms/date-fields';
import { AddReferralEntry } from '../add-referral-entry';
import { MakeReferral } from '../make-referral';
import { referralPaths } from '../paths';
import { type Alike, ReferralReads } from '../referral-reads';
import { allReferrals, ownReferrals, type ReferralRow, referralsToTriage } from '../referrals.queries';
import { type NewReferralModel, presentNewReferral } from './present-referral-forms';
import { presentReferral, type ReferralModel, presentReferrals, type ReferralsModel } from './present-referrals';
import { AddEntryForm, MakeReferralForm } from './referral.form';

const NEW = 'referrals/views/new-referral.njk';
const ONE = 'referrals/views/referral.njk';
const DAYS = { dateOfBirth: 'Date of birth', happenedOn: 'The day it happened' };

type Fields = Record<string, unknown>;

@Controller('referrals')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class ReferralsController {
  constructor(
    private readonly reader: Reader,
    private readonly reads: ReferralReads,
    private readonly makeReferral: MakeReferral,
    private readonly addEntry: AddReferralEntry,
    private readonly clock: Clock,
    private readonly drafts: Drafts,
  ) {}

  @Get()
  @Render('referrals/views/referrals.njk')
  async list(@CurrentActor() actor: Actor, @Query('cursor') cursor: unknown): Promise<ReferralsModel> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 2);
    const isPanel = hasRole(actor, 'panel_member', 'panel_chair');
    const [own, waiting, closed] = await this.reader.read<[ReferralRow, ReferralRow, ReferralRow]>(
      actor,
      { act: 'referrals.listed', subjectType: 'referral' },
      ownReferrals(actor, { after, limit: PAGE_SIZE }),
      referralsToTriage(actor),
      allReferrals(actor, { limit: PAGE_SIZE - 1, onlyClosed: true }),
    );
    return presentReferrals({
      drafts: await this.drafts.findBeneath(actor, referralPaths.begun('')),
      own: pageOf(own, (row) => [row.referred_at_key, row.id]),
      isFirst: after === undefined,
      waiting: isPanel ? waiting : null,
      closed: isPanel ? closed : [],
      today: this.clock.today(),
    });
  }

  @Get('new')
  @Render(NEW)
  async form(@CurrentActor() actor: Actor): Promise<NewReferralModel> {
    const begun = await this.drafts.findBeneath(actor, referralPaths.begun(''));
    const ages = await this.reads.ages(actor);
    return presentNewReferral({ keptAt: referralPaths.begun(newId()), begun: begun.length, ages });
  }

  /** The draft that is kept under this address, filled in, to go on with. */
  @Get('begun/:id')
  async begun(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const keptAt = referralPaths.begun(id);
    const [draft] = await this.drafts.findAll(actor, [keptAt]);
    if (!draft) throw new NotFound();
    response.locals['draftShown'] = draft;
    const typed = Object.fromEntries(draft.fields);
    response.render(NEW, await this.formOf(actor, keptAt, typed));
  }

  /** The form is sent to the list; where it waited for somebody to sign in again, to the address its words are kept under. */
  @Post(['', 'begun/:id'])
  async make(@CurrentActor() actor: Actor, @Body() sent: Fields, @Res() response: Response): Promise<void> {
    const { step, ...body } = sent;
    if (step === 'later' && (await this.isKept(actor, body, response))) return sayKept(response);
    const keptAt = keptAtOf(response);
    await answerForm(response, {
      save: async () => {
        if (step === 'later') throw new NothingToKeep();
        const { individualId: same, sendAllTheSame, ...form } = checkedWithDays(MakeReferralForm, body, DAYS);
        const individualId = same === undefined || same === 'none' ? null : same;
        const asked = { mustLook: same === undefined, mustReadAges: sendAllTheSame === undefined };
        return this.makeReferral.run(actor, { ...form, individualId, ...asked }, formSubmission(body));
      },
      saved: ({ id }) => referralPaths.referral(id),
      notice: 'Referral sent to the panel',
      again: async () => ({
        view: NEW,
        model: await this.formOf(actor, keptAt, body),
      }),
    });
  }

  @Get(':id')
  @Render(ONE)
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ReferralModel> {
    return presentReferral(await this.reads.one(actor, id));
  }

  @Post(':id/entries')
  async add(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: Fields,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () => this.addEntry.run(actor, { id, ...checked(AddEntryForm, body) }, formSubmission(body)),
      saved: () => referralPaths.referral(id),
      notice: 'Added to the referral',
      again: async () => ({ view: ONE, model: presentReferral(await this.reads.one(actor, id), body) }),
    });
  }

  /** What another window kept of the same referral and nobody has read again stays; this is kept beside it. */
  private async isKept(actor: Actor, body: Fields, response: Response): Promise<boolean> {
    if (response.locals['draftSavedAt'] instanceof Date) return true;
    if (typeof response.locals['draftUnread'] !== 'string') return false;
    const pages = { own: pageIn(body['submissionId']), known: '' };
    const beside = { formPath: referralPaths.begun(newId()), individualId: undefined, body, pages };
    return (await this.drafts.keep(actor, beside)) !== undefined;
  }

  /** The form with what is typed, and what is to be said of it before it is sent. */
  private async formOf(actor: Actor, keptAt: string, typed: Fields): Promise<NewReferralModel> {
    const ages = await this.reads.ages(actor);
    const outside = ages && outsideAges(realDay(typed), this.clock.today(), ages);
    return presentNewReferral({ keptAt, typed, alike: await this.alike(actor, typed), ages, outside });
  }

  /** What is alike among what the actor may see; nothing before there is a name to look for. */
  private async alike(actor: Actor, body: Fields): Promise<Alike> {
    const [givenName, familyName] = [text(body['givenName']), text(body['familyName'])];
    if (givenName === '') return { records: [], referrals: [] };
    return this.reads.alike(actor, { givenName, familyName, dateOfBirth: realDay(body) });
  }
}

/** Before it comes here the form is kept as a draft (DraftRequests): without a script too, somebody can stop and come back. */
async function sayKept(response: Response): Promise<void> {
  response.req.session.notice = 'Draft saved. Nothing is sent yet';
  await sessionSaved(response);
  response.redirect(303, referralPaths.list);
}

class NothingToKeep extends Conflict {
  constructor() {
    super('There is nothing to save yet.');
  }
}

/** Where the words of a form that comes back are kept: as before, or a new place. */
function keptAtOf({ locals }: Response): string {
  const known: unknown = locals['draftOf'];
  return typeof known === 'string' && known.startsWith(referralPaths.begun('')) ? known : referralPaths.begun(newId());
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '');

/** A day that does not exist is said by the form; it finds nobody. */
function realDay(body: Fields): string | null {
  try {
    return dayFromFields(body, 'dateOfBirth', 'Date of birth') ?? null;
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}
