import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import type { PageAnswer } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { Colleagues } from '../../users';
import { ImportPreviews } from '../import-previews';
import { ImportRuns } from '../import-runs';
import { type ImportedPersonRow, importedPeople } from '../imports.queries';
import { placeOf } from './page-of-list';
import { presentProgress, presentResult } from './present-imports';
import { presentPreview } from './present-preview';

/** The page of one import: its preview while it waits, what became of it afterwards. */
@Injectable()
export class PreviewPages {
  constructor(
    private readonly reader: Reader,
    private readonly previews: ImportPreviews,
    private readonly runs: ImportRuns,
    private readonly colleagues: Colleagues,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when the import is not there or another's */
  async of(actor: Actor, id: string, query: Record<string, unknown> = {}): Promise<PageAnswer> {
    const record = await this.previews.record(actor, id);
    const place = placeOf(query);
    if (record.content === null) {
      const people = await this.reader.many<ImportedPersonRow>(actor, undefined, importedPeople(actor, id));
      return { view: 'imports/views/import-result.njk', model: presentResult(record, people, place) };
    }
    const progress = this.runs.progressOf(id);
    if (progress?.stoppedBecause === null) {
      return { view: 'imports/views/import-running.njk', model: presentProgress(record, progress) };
    }
    const preview = await this.previews.load(actor, record);
    const colleagues = await this.colleagues.list(actor);
    const shown = { place, today: this.clock.today(), stoppedBecause: progress?.stoppedBecause };
    return { view: 'imports/views/import-preview.njk', model: presentPreview(preview, colleagues, shown) };
  }
}
