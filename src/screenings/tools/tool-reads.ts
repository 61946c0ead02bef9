import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { type CursorPage, decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import {
  examplesOfVersion,
  type ToolExampleRow,
  toolList,
  type ToolListRow,
  toolVersion,
  type ToolVersionDetail,
  versionBefore,
} from './tools.queries';

/** Reads of tools for their editors. A tool says nothing about anybody, so reading one leaves no audit row. */
@Injectable()
export class ToolReads {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
  ) {}

  async list(actor: Actor, cursor: unknown): Promise<CursorPage<ToolListRow>> {
    this.rules.ensureMay(actor, 'edit', 'ScreeningTool', {});
    const rows = await this.reader.many<ToolListRow & { place: number }>(
      actor,
      undefined,
      toolList(decodeCursor(cursor, 3), PAGE_SIZE),
    );
    return pageOf(rows, (row) => [String(row.place), String(-row.number), row.id]);
  }

  /** @throws NotFound */
  async one(actor: Actor, id: string): Promise<ToolVersionDetail> {
    if (!isId(id)) throw new NotFound();
    const row = await this.reader.one<ToolVersionDetail>(actor, undefined, toolVersion(id));
    if (!row) throw new NotFound();
    return row;
  }

  /** A version with the examples of its tool. @throws NotFound */
  async withExamples(actor: Actor, id: string): Promise<{ tool: ToolVersionDetail; examples: ToolExampleRow[] }> {
    this.rules.ensureMay(actor, 'edit', 'ScreeningTool', {});
    if (!isId(id)) throw new NotFound();
    const [found, examples] = await this.reader.read<[ToolVersionDetail, ToolExampleRow]>(
      actor,
      undefined,
      toolVersion(id),
      examplesOfVersion(id),
    );
    if (!found[0]) throw new NotFound();
    return { tool: found[0], examples };
  }

  before(actor: Actor, id: string): Promise<ToolVersionDetail | undefined> {
    return this.reader.one<ToolVersionDetail>(actor, undefined, versionBefore(id));
  }
}
