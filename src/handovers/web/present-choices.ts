import { actionPaths } from '../../actions';
import { casePaths, fullName, PLAN_STATUS_WORDS } from '../../individuals';
import type { Day } from '../../shared/day';
import { govDate } from '../../web/format-date';
import type { TypedFields } from '../../web/page-model';
import { type Candidate, heldKey, MOST_AT_ONCE } from '../domain/held';
import { whyNot } from '../domain/may-hold';
import { doesTheSame, loadAfter } from '../domain/recommend';
import { KEEP } from '../choose-owners';
import { candidateWords } from '../candidate-words';
import { HELD_KIND_WORDS, REASON_WORDS } from '../handover-words';
import type { HandoverPreview } from '../handover-previews';
import type { Holding } from '../holdings';
import { handoverPaths } from '../paths';
import { holdsWords } from './present-handovers';

/** What was typed before the form came back: `forAll` and one field a thing. */
type Typed = TypedFields<string>;

/**
 * Who takes over each thing. Of somebody's whole work, and of whatever is held by somebody who is away, the recommended person is chosen
 * already; of what was ticked nothing moves that nobody chose. One person for everything takes whatever is not said to stay.
 */
export function presentChoices(preview: HandoverPreview, typed: Typed = {}) {
  const { record, things, more, leftOut, candidates } = preview;
  const { forAll } = typed;
  const isOfOne = record.from_user_id !== null;
  const selected = selectionOf(preview, typed);
  const after = afterThis(preview, selected);
  const usable = candidates
    .map((candidate) => ({ candidate, count: things.filter((thing) => whyNot(thing, candidate) === null).length }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  return {
    backHref: handoverPaths.list,
    action: handoverPaths.choices(record.id),
    version: record.version,
    isOver: record.status !== 'prepared',
    resultHref: handoverPaths.one(record.id),
    title:
      record.from_user === null
        ? `Hand over the ticked ${record.action_ids.length > 0 ? 'actions' : 'cases'}`
        : `Hand over what ${record.from_user} holds`,
    reasonWords: REASON_WORDS[record.reason],
    holds: holdsWords(things),
    askWords: isOfOne
      ? null
      : 'Select which part to hand over, and to whom. Whatever you leave with its holder stays as it is. A recommended person is named at each part.',
    forAllHint: isOfOne
      ? 'One person takes everything below, but what you leave with its holder “whoever takes the rest”. Otherwise choose for each thing: recommended people are chosen already, who has worked with the person before and then who has the fewest open cases, counting what this handover gives them.'
      : 'One person takes every part below, but those you leave with their holder “whoever takes the rest”. Otherwise choose for each part.',
    leftOut: leftOut.slice(0, MOST_AT_ONCE),
    moreWords:
      more > 0 ? `These are the first ${MOST_AT_ONCE}. ${more} more are left for another handover afterwards.` : null,
    forAll: [
      { value: '', text: isOfOne ? 'The people chosen below' : 'As chosen for each part below' },
      ...usable.map(({ candidate, count }) => ({
        value: candidate.id,
        // Who may take only some is offered too: the rest is left with its holder, and known before it is tried.
        text: `${count < things.length ? `May take ${count} of ${things.length}: ` : ''}${candidateWords(candidate)}`,
        selected: candidate.id === forAll,
      })),
      ...noLonger(
        typeof forAll === 'string' ? forAll : UNASKED,
        usable.map(({ candidate }) => candidate),
        candidates,
      ),
    ],
    cases: casesOf(things).map(({ first, own }) => ({
      heading: first.reference === null ? 'Panels' : `${caseName(first)} (${first.reference})`,
      href: first.individual_id === null ? null : casePaths.overview(first.individual_id),
      things: own.map((thing) =>
        presentThing(thing, preview, { selected: selected.get(heldKey(thing)) ?? UNASKED, after }),
      ),
    })),
  };
}

/** Nobody was chosen: it stays, unless one person takes everything. */
const UNASKED = '';

/** By heldKey(): who is selected when the page opens, or that nobody is. */
function selectionOf({ record, things, chosen, recommended }: HandoverPreview, typed: Typed): Map<string, string> {
  return new Map(
    things.map((thing) => {
      const key = heldKey(thing);
      const isToMove = record.from_user_id !== null || thing.isHolderMissing;
      const proposed = isToMove ? recommended.get(key)?.id : undefined;
      const sent = typed[`each-${key}`];
      return [key, typeof sent === 'string' ? sent : (chosen.get(key)?.id ?? proposed ?? UNASKED)];
    }),
  );
}

/** By candidate: their open cases once they hold what is selected for them. */
function afterThis({ things, candidates }: HandoverPreview, selected: Map<string, string>): Map<string, number> {
  return new Map(
    candidates.map((candidate) => [
      candidate.id,
      loadAfter(
        candidate,
        things.filter((thing) => selected.get(heldKey(thing)) === candidate.id),
      ),
    ]),
  );
}

interface Selection {
  selected: string;
  after: Map<string, number>;
}

function presentThing(thing: Holding, { recommended, candidates }: HandoverPreview, { selected, after }: Selection) {
  const key = heldKey(thing);
  const field = `each-${key}`;
  const best = recommended.get(key);
  const may = candidates.filter((candidate) => whyNot(thing, candidate) === null);
  return {
    field,
    label:
      thing.kind === 'action' || thing.kind === 'panel_seat'
        ? `${HELD_KIND_WORDS[thing.kind]}: ${thing.row.about ?? ''}`
        : HELD_KIND_WORDS[thing.kind],
    hint: hintOf(thing, may, best),
    why: whyThen(thing),
    choices: [
      ...[...may]
        .sort(
          (one, other) => placeOf(thing, one, best) - placeOf(thing, other, best) || one.openCases - other.openCases,
        )
        .map((candidate) => ({
          value: candidate.id,
          // The reason first: a select is narrow, and what stands last is cut off.
          text: `${candidate.id === best?.id ? whyBest(thing, candidate) : ''}${candidateWords(candidate, after.get(candidate.id))}`,
          selected: candidate.id === selected,
        })),
      ...stayingOf(thing, { selected, isMovable: may.length > 0 }),
      ...(may.length > 0 && selected !== KEEP ? noLonger(selected, may, candidates) : []),
    ],
  };
}

/**
 * Who was chosen and may not take it any more stands there still, selected, and is refused when it is sent again: a browser
 * shows the first of a list in which nothing is selected, and somebody nobody chose would take it.
 */
function noLonger(chosenId: string, may: readonly Candidate[], candidates: readonly Candidate[]) {
  if (chosenId === UNASKED || may.some(({ id }) => id === chosenId)) return [];
  const name = candidates.find(({ id }) => id === chosenId)?.name ?? 'Whom you chose';
  return [{ value: chosenId, text: `${name}: can no longer take this. Choose again`, selected: true }];
}

/** To stay unless one person takes everything, or even then. What nobody may take is not asked of that person either. */
function stayingOf({ row }: Holding, { selected, isMovable }: { selected: string; isMovable: boolean }) {
  const text = `Leave with ${row.holder}`;
  if (!isMovable) return [{ value: KEEP, text, selected: true }];
  return [
    { value: UNASKED, text, selected: selected === UNASKED },
    { value: KEEP, text: `${text}, whoever takes the rest`, selected: selected === KEEP },
  ];
}

/** The recommended one first, then those who do the same work; within them the lightest load. */
const placeOf = (thing: Holding, candidate: Candidate, best: Candidate | undefined): number =>
  candidate.id === best?.id ? 0 : doesTheSame(thing, candidate) ? 1 : 2;

function hintOf(thing: Holding, may: Candidate[], best: Candidate | undefined): string {
  const { row } = thing;
  const whoMay = best ? `${whyBest(thing, best).replace(': ', '')}: ${best.name}.` : whyNobody(thing, may);
  const held = `Held by ${row.holder}, ${row.agency}${row.gone ? ` (${REASON_WORDS[row.gone].toLowerCase()})` : ''}.`;
  const plan = row.plan_status ? ` Plan: ${(PLAN_STATUS_WORDS[row.plan_status] ?? '').toLowerCase()}.` : '';
  const due = row.review_due_on ?? row.due_on;
  const dueWords = due ? ` ${row.kind === 'action' ? 'Due' : 'Review to hold by'} ${govDate(due)}.` : '';
  return `${held}${plan}${dueWords} ${whoMay}`;
}

/** Nobody is recommended: those who do the same work get no e-mail, are or will be away for long, or there are none. */
function whyNobody(thing: Holding, may: Candidate[]): string {
  if (may.length === 0) return 'Nobody may take it over yet.';
  const same = may.filter((candidate) => doesTheSame(thing, candidate));
  const [first, ...more] = same;
  if (!first) {
    return 'Nobody of the same kind of agency and role may take it over: choose somebody else in the list, or leave it.';
  }
  const isOne = more.length === 0;
  const who = isOne ? `${first.name}, who does the same work,` : `${same.length} people who do the same work`;
  const areMailed = same.filter(({ takesMail }) => takesMail);
  const why =
    areMailed.length === 0
      ? `${isOne ? 'gets' : 'get'} no e-mail`
      : `${isOne ? 'is' : 'are'} away for long, now or soon${isOne || areMailed.length === same.length ? '' : ', or get no e-mail'}`;
  return `${who} ${why}, so nobody is recommended: choose somebody in the list, or leave it.`;
}

/** Where it says why the review, or the action, is due when it is. */
function whyThen({ row, thingId }: Holding): { dueOn: Day; href: string } | null {
  if (row.kind === 'action') return row.due_on ? { dueOn: row.due_on, href: actionPaths.dueDate(thingId) } : null;
  return row.review_due_on && row.individual_id
    ? { dueOn: row.review_due_on, href: casePaths.reviewDate(row.individual_id) }
    : null;
}

const whyBest = ({ individualId }: Holding, { workedWith }: Candidate): string =>
  individualId !== null && workedWith.includes(individualId)
    ? 'Recommended, has worked with them: '
    : 'Recommended, has the fewest cases of those who do the same work: ';

function casesOf(things: Holding[]) {
  return [...new Set(things.map(({ individualId }) => individualId))].flatMap((id) => {
    const own = things.filter(({ individualId }) => individualId === id);
    return own[0] ? [{ first: own[0].row, own }] : [];
  });
}

const caseName = (row: Holding['row']): string =>
  fullName({
    given_name: row.given_name ?? '',
    family_name: row.family_name ?? '',
    preferred_name: row.preferred_name,
  });

export type ChoicesModel = ReturnType<typeof presentChoices>;
