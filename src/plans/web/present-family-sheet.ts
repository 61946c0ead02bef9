import { type CaseHeader, caseLayoutModel } from '../../individuals';
import type { Day } from '../../shared/day';
import type { PlanAction, PlanBody } from '../domain/plan-content';
import { NEED_DOMAIN_WORDS } from '../domain/plan-words';
import { isLeftOutByKind, isShown } from '../domain/shown-to-family';
import { planPaths } from '../paths';
import type { PlanContent } from '../plan-contents';
import type { PlanSheet } from '../plan-sheets';
import { openGoals, personWords, presentAction, standingContingencies, textsOf } from './present-sheets';

interface Shown {
  to: 'person' | 'family';
  on: Day;
}

interface ToShow {
  body: PlanBody;
  /** How many parts of each kind are left out, in words for whoever shows the paper; never on the paper itself. */
  leftOut: string[];
}

/**
 * What of the plan is for this paper. Whatever the police do is theirs to tell, whoever on the case may read it: to inform or to
 * safeguard somebody can mean somebody else. The rest is as its author chose, or as it is for its kind; a need is shown by choice
 * alone. What nobody has approved is no promise yet; what somebody said needs no approval.
 */
function toShow({ body, sinceEdition, ofPolice }: PlanSheet): ToShow {
  const isApproved = ({ id }: { id: string }): boolean => !sinceEdition?.ids.has(id);
  const isOfPolice = ({ id }: PlanAction): boolean => ofPolice.has(id);
  const actions = body.actions.filter(({ status }) => status === 'open' || status === 'done');
  const contingencies = (body.contingencies ?? []).filter(({ endedOn }) => endedOn === null);
  const goals = body.goals.filter(({ status }) => status === 'open');
  const texts = body.entries.filter(({ section }) => section === 'working_well' || section === 'safety_plan');
  const needs = body.needs.filter(({ shownToFamily, status }) => shownToFamily && status !== 'not_applicable');
  const ofAuthors = [...actions.filter((one) => !isOfPolice(one)), ...contingencies];
  const byKind = ofAuthors.filter(isLeftOutByKind);
  const byChoice = ofAuthors.filter(({ shownToFamily }) => shownToFamily === false);
  const kept = {
    actions: actions.filter((one) => isShown(one) && !isOfPolice(one)),
    contingencies: contingencies.filter(isShown),
  };
  const notApproved = [...kept.actions, ...kept.contingencies, ...needs, ...goals, ...texts].filter(
    (one) => !isApproved(one),
  );
  return {
    body: {
      ...body,
      needs: needs.filter(isApproved),
      goals: goals.filter(isApproved),
      actions: kept.actions.filter(isApproved),
      contingencies: kept.contingencies.filter(isApproved),
      entries: body.entries.filter((one) => !texts.includes(one) || isApproved(one)),
    },
    leftOut: [
      ...counted(actions.filter(isOfPolice).length, 'action of the police', 'actions of the police'),
      ...counted(
        byKind.length,
        'part about disruption, enforcement or retaliation',
        'parts about disruption, enforcement or retaliation',
      ),
      ...counted(byChoice.length, 'part that its author keeps out', 'parts that their authors keep out'),
      ...counted(notApproved.length, 'part that nobody has approved yet', 'parts that nobody has approved yet'),
    ],
  };
}

const counted = (count: number, one: string, several: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];

/**
 * What a young person or their family can be shown: what they said, what we do with them, who does it and what happens if things
 * get worse. No level, band, tier or score, no risk, nothing that only some agencies read or must be asked about. What the young
 * person said, the words of their goals too, is for them alone, what the carer said for the carer: each may be afraid of the other.
 */
export function presentFamilySheet(header: CaseHeader, plan: PlanContent, sheet: PlanSheet, shown: Shown) {
  const { body, leftOut } = toShow(sheet);
  const actionsThatAre = (wanted: string) => body.actions.filter(({ status }) => status === wanted).map(presentAction);
  return {
    ...caseLayoutModel(header, 'plan'),
    leftOut,
    backHref: planPaths.plan(header.id),
    isForFamily: shown.to === 'family',
    otherHref:
      shown.to === 'family' ? planPaths.versionToShow(header.id) : `${planPaths.versionToShow(header.id)}?for=family`,
    firstName: header.name.split(' ')[0] ?? '',
    shownOn: shown.on,
    isAgreed: plan.currentEdition !== null,
    people: peopleOf(body),
    needs: body.needs.map(({ domain, detail, status }) => ({
      words: NEED_DOMAIN_WORDS[domain],
      detail,
      isMet: status === 'met',
    })),
    goals: openGoals(body).map((goal) => ({ ...goal, words: shown.to === 'family' ? '' : goal.words })),
    actions: actionsThatAre('open'),
    done: actionsThatAre('done'),
    contingencies: standingContingencies(body),
    texts: textsOf(body, ['working_well', 'safety_plan']),
    voices: textsOf(spoken(body), [shown.to === 'family' ? 'carer_view' : 'voice']),
  };
}

export type FamilySheetModel = ReturnType<typeof presentFamilySheet>;

/** Whom to talk to: one person may both lead and own the plan. */
const peopleOf = ({ leadProfessional, planOwner }: PlanBody): string[] => {
  const isBoth = planOwner !== null && planOwner.id === leadProfessional?.id;
  return [leadProfessional, isBoth ? null : planOwner].flatMap((person) =>
    person === null ? [] : [personWords(person)],
  );
};

/** Why somebody could not be asked is said among professionals; it is no word of theirs. What they said before stands. */
const spoken = (body: PlanBody): PlanBody => ({
  ...body,
  entries: body.entries.filter(({ voiceAnswer }) => voiceAnswer !== 'could_not_ask'),
});
