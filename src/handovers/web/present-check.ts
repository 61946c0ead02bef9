import { awaySoonWords, loadWords } from '../candidate-words';
import { heldKey } from '../domain/held';
import { loadAfter } from '../domain/recommend';
import { HELD_KIND_WORDS } from '../handover-words';
import type { HandoverPreview } from '../handover-previews';
import { forAnother, type LeftOut, staysWith } from '../left-out';
import { handoverPaths } from '../paths';
import { type Move, whatMoves } from '../what-moves';

/** What will change, before it does. */
export function presentCheck(preview: HandoverPreview) {
  const { record, stopped } = preview;
  const { moves, failed } = whatMoves(record.choices, preview);
  return {
    backHref: handoverPaths.choices(record.id),
    changeHref: handoverPaths.choices(record.id),
    action: handoverPaths.confirmation(record.id),
    version: record.version,
    isOver: record.status !== 'prepared',
    resultHref: handoverPaths.one(record.id),
    /** What was chosen and cannot move as it was chosen: named, and left out of what is confirmed. */
    stopped,
    without: failed,
    rows: moves.map(({ thing, newHolder: to }) => ({
      about: thing.row.reference ?? thing.row.about ?? '',
      what: HELD_KIND_WORDS[thing.kind],
      detail: thing.kind === 'action' ? thing.row.about : null,
      from: thing.row.holder,
      to: `${to.name}, ${to.agencyName}`,
    })),
    loads: loadsOf(moves),
    noMail: noMailOf(moves),
    awaySoon: awaySoonOf(moves),
    leavesAgency: moves.some(({ thing, newHolder: to }) => to.agencyId !== thing.agencyId),
    stays: staysOf(preview),
  };
}

/** By name, each once. */
const holdersOf = (moves: Move[]) =>
  [...new Map(moves.map(({ newHolder }) => [newHolder.id, newHolder])).values()].sort(
    (one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id),
  );

/** Who would hear neither of the handover nor of a reminder by mail. */
function noMailOf(moves: Move[]): string | null {
  const names = holdersOf(moves).flatMap(({ name, takesMail }) => (takesMail ? [] : [name]));
  if (names.length === 0) return null;
  return `${names.join(', ')}: the e-mail address takes no mail. They see this only when they sign in, and reminders go to the next one up until an administrator has mended the address.`;
}

/** Who may be away before they have done what they take over. */
function awaySoonOf(moves: Move[]): string | null {
  const away = holdersOf(moves).flatMap(({ name, awaySoon }) =>
    awaySoon ? [`${name} is ${awaySoonWords(awaySoon)}`] : [],
  );
  return away.length === 0 ? null : `${away.join('. ')}.`;
}

/** What each new holder has to work on then, by name. */
function loadsOf(moves: Move[]) {
  return holdersOf(moves).map((holder) => {
    const theirs = moves.filter(({ newHolder }) => newHolder.id === holder.id).map(({ thing }) => thing);
    return `${holder.name}: ${loadWords(holder.openCases, loadAfter(holder, theirs))}`;
  });
}

/** Everything in the reader's sight that nobody chose to move, each with the reason. */
function staysOf({ record, things, leftOut, more, stopped }: HandoverPreview): LeftOut[] {
  const chosen = new Set(record.choices.map(heldKey));
  const said = new Set(stopped.map(({ label }) => label));
  return [
    ...things.filter((thing) => !chosen.has(heldKey(thing))).map((thing) => staysWith(thing, false)),
    ...leftOut.filter(({ label }) => !said.has(label)),
    ...forAnother(more),
  ];
}

export type CheckModel = ReturnType<typeof presentCheck>;
