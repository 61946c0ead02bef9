/** What a list gives to whoever may hand over from it: boxes to tick, and a button for all that it finds. */
export interface HandOver {
  action: string;
  /** Of each box: what is handed over is an action, or a case. */
  ticks: 'individualIds' | 'actionIds';
  text: string;
  everything: { name: 'allIndividualIds' | 'allActionIds'; value: string; text: string } | null;
  /** Why not everything at once. */
  tooMany: string | null;
}

export const HANDED_OVER_AT_ONCE = 100;
/** Where a handover begins: a slice above those that have lists. */
const HANDOVERS = '/handovers';

/** @param found what the whole filter finds, not this page alone; one more than may be handed over at once says that there are more */
export function handOverOf(what: 'cases' | 'actions', found: readonly string[]): HandOver {
  const ids = [...new Set(found)];
  const isTooMany = ids.length > HANDED_OVER_AT_ONCE;
  const isOfActions = what === 'actions';
  return {
    action: HANDOVERS,
    ticks: isOfActions ? 'actionIds' : 'individualIds',
    text: `Hand over the ticked ${what}`,
    everything:
      isTooMany || ids.length === 0
        ? null
        : {
            name: isOfActions ? 'allActionIds' : 'allIndividualIds',
            value: ids.join(' '),
            text: `Hand over everything this list finds (${ids.length} ${ids.length === 1 ? what.slice(0, -1) : what})`,
          },
    tooMany: isTooMany
      ? `This list finds more than ${HANDED_OVER_AT_ONCE} ${what}. ${HANDED_OVER_AT_ONCE} can be handed over at a time: tick some, or make the list shorter.`
      : null,
  };
}
