import { checked } from '../../platform/http';
import { Invalid } from '../../shared/errors';
import type { RungToSave } from '../change-ladder';
import type { LadderRow } from '../ladder.queries';
import { reminderPaths } from '../paths';
import { AUDIENCE_WORDS, daysWords } from '../reminder-words';
import { RungForm } from './ladder.form';

/** @throws Invalid naming every field that is wrong */
export function rungOf(body: Record<string, unknown>): RungToSave {
  const { days, side, audience, also, replaces } = checked(RungForm, body);
  return {
    daysAfterDue: side === 'before' ? 0 - Number(days) : Number(days),
    audience,
    isImmediate: also.includes('immediate'),
    coversActions: also.includes('actions'),
    replaces: replaces === undefined ? undefined : Number(replaces),
  };
}

/** What stands there already and what it would become; null where nothing stands, or it stays as it is, or the form is wrong. */
export function askAboutChange(rows: readonly LadderRow[], body: Record<string, unknown>) {
  const rung = rungIfRight(body);
  const there = rows.find((row) => row.days_after_due === rung?.daysAfterDue && row.audience === rung.audience);
  if (!rung || !there) return null;
  const becomes = { is_immediate: rung.isImmediate, covers_actions: rung.coversActions };
  return {
    name: nameOf(there),
    now: sayings(there),
    becomes: sayings(becomes),
    isSame: there.is_immediate === becomes.is_immediate && there.covers_actions === becomes.covers_actions,
    losesActions: there.covers_actions && !becomes.covers_actions,
    version: there.version,
    also: [...(rung.isImmediate ? ['immediate'] : []), ...(rung.coversActions ? ['actions'] : [])],
  };
}

export function askAboutRemoval(rows: readonly LadderRow[], rung: string) {
  const there = rows.find((row) => row.rung === rung);
  if (!there) return null;
  return {
    name: nameOf(there),
    now: sayings(there),
    version: there.version,
    href: reminderPaths.removal(rung),
  };
}

export type RungChange = NonNullable<ReturnType<typeof askAboutChange>>;
export type RungRemoval = NonNullable<ReturnType<typeof askAboutRemoval>>;

function rungIfRight(body: Record<string, unknown>): RungToSave | null {
  try {
    return rungOf(body);
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

const nameOf = (row: LadderRow): string => `${daysWords(row.days_after_due)}: ${AUDIENCE_WORDS[row.audience]}`;

const sayings = (row: Pick<LadderRow, 'is_immediate' | 'covers_actions'>): string =>
  `${row.is_immediate ? 'at once' : 'in the e-mail of the day'}, ${row.covers_actions ? 'about everything' : 'about everything but actions'}`;
