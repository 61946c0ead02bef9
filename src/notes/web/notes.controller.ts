import { Body, Controller, Get, Param, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaseAgencies, type CaseHeader, CaseHeaders } from '../../individuals';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import { Reader } from '../../platform/database';
import { answerForm, decodeCursor, formSubmission, PAGE_SIZE, pageOf } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { checkedWithDays } from '../../web/forms/checked-with-days';
import { AddNote } from '../add-note';
import { noteOfCase, type NoteRow, notesOfCase } from '../notes.queries';
import { notePaths } from '../paths';
import { NoteForm } from './note.form';
import { type CorrectionModel, type NotesModel, presentCorrection, presentNotes } from './present-notes';

const LIST = 'notes/views/notes.njk';
const CORRECTION = 'notes/views/correct-note.njk';
const DAYS = { happenedOn: 'Day it happened' };

@Controller('individuals/:id/notes')
@Roles('practitioner', 'manager', 'panel_member', 'panel_chair')
export class NotesController {
  constructor(
    private readonly reader: Reader,
    private readonly headers: CaseHeaders,
    private readonly addNote: AddNote,
    private readonly agencies: CaseAgencies,
  ) {}

  @Get()
  @Render(LIST)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query('cursor') cursor: unknown,
  ): Promise<NotesModel> {
    return this.notes(actor, await this.headers.load(actor, id, 'notes.read'), cursor);
  }

  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    await answerForm(response, {
      save: async () =>
        this.addNote.run(actor, { individualId, ...checkedWithDays(NoteForm, body, DAYS) }, formSubmission(body)),
      saved: () => notePaths.list(individualId),
      notice: 'Note added',
      again: async () => {
        const header = await this.headers.load(actor, individualId, 'notes.read');
        return { view: LIST, model: await this.notes(actor, header, undefined, body) };
      },
    });
  }

  @Get(':noteId/correction')
  @Render(CORRECTION)
  async correctionForm(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('noteId') noteId: string,
  ): Promise<CorrectionModel> {
    return this.correction(actor, id, noteId);
  }

  @Post(':noteId/correction')
  async correct(
    @CurrentActor() actor: Actor,
    @Param('id') individualId: string,
    @Param('noteId') correctsId: string,
    @Body() body: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    if (!isId(correctsId)) throw new NotFound();
    await answerForm(response, {
      save: async () => {
        const form = checkedWithDays(NoteForm, body, DAYS);
        return this.addNote.run(actor, { individualId, correctsId, ...form }, formSubmission(body));
      },
      saved: () => notePaths.list(individualId),
      notice: 'Correction added',
      again: async () => ({
        view: CORRECTION,
        model: await this.correction(actor, individualId, correctsId, body),
      }),
    });
  }

  private async notes(
    actor: Actor,
    header: CaseHeader,
    cursor: unknown,
    typed: Record<string, unknown> = {},
  ): Promise<NotesModel> {
    const after = decodeCursor(typeof cursor === 'string' ? cursor : undefined, 2);
    const statement = notesOfCase(actor, header.id, { after, limit: PAGE_SIZE });
    const rows = await this.reader.many<NoteRow>(actor, undefined, statement);
    const page = pageOf(rows, (row) => [row.happened_on, row.id]);
    const agencies = await this.agencies.of(actor, header.id);
    return presentNotes(header, actor, { page, isFirst: after === undefined, typed, agencies });
  }

  private async correction(
    actor: Actor,
    id: string,
    noteId: string,
    typed?: Record<string, unknown>,
  ): Promise<CorrectionModel> {
    if (!isId(noteId)) throw new NotFound();
    const header = await this.headers.load(actor, id, 'notes.read');
    const row = await this.reader.one<NoteRow>(actor, undefined, noteOfCase(actor, id, noteId));
    if (!row) throw new NotFound();
    return presentCorrection(header, actor, row, { typed, agencies: await this.agencies.of(actor, id) });
  }
}
