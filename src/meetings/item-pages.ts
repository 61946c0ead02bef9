import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { NotFound } from '../shared/errors';
import { type CaseSheet, CaseSheets } from './case-sheets';
import { type LeftItem, LeftItems } from './left-item';

/** The whole case, or of somebody who has left the cohort what the panel said and decided itself. */
export type ItemPage = { sheet: CaseSheet; left?: undefined } | { sheet?: undefined; left: LeftItem };

@Injectable()
export class ItemPages {
  constructor(
    private readonly sheets: CaseSheets,
    private readonly leftItems: LeftItems,
  ) {}

  /** @throws NotFound as both */
  async load(actor: Actor, meetingId: string, itemId: string): Promise<ItemPage> {
    try {
      return { sheet: await this.sheets.load(actor, meetingId, itemId) };
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      return { left: await this.leftItems.load(actor, meetingId, itemId) };
    }
  }
}
