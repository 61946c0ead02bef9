import type { Actor } from '../../platform/access';
import { type Day, dayInWords } from '../../shared/day';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { drawHistory } from '../domain/risk-drawing';
import { DEGREES, isAboveTarget, levelOf, type Placing, scoreOf } from '../domain/risk-score';
import { agenciesOf, agencyItems, dayBoxes, ownerItems } from '../entries/choices';
import { registerPaths } from '../paths';
import { IMPACT_WORDS, LEVEL_CLASSES, LEVEL_WORDS, LIKELIHOOD_WORDS, NO_CASES } from '../register-words';
import type { LineChoices } from '../strategy/strategy-reads';
import type { NewRiskFields, ScoreFields } from './risk.fields';
import type { OneRisk } from './risk-reads';
import type { RiskRow } from './risks.queries';

type Body = Record<string, unknown>;

export const currentOf = (row: RiskRow): Placing => ({
  likelihood: row.current_likelihood,
  impact: row.current_impact,
});
export const inherentOf = (row: RiskRow): Placing => ({
  likelihood: row.inherent_likelihood,
  impact: row.inherent_impact,
});
export const targetOf = (row: RiskRow): Placing => ({ likelihood: row.target_likelihood, impact: row.target_impact });

/** "12 (High)". */
const scoreWords = (placing: Placing): string => `${scoreOf(placing)} (${LEVEL_WORDS[levelOf(placing)]})`;

/** "Possible (3) × major (4) = 12, high". */
const placingWords = ({ likelihood, impact }: Placing): string =>
  `${LIKELIHOOD_WORDS[likelihood]} (${likelihood}) × ${IMPACT_WORDS[impact]?.toLowerCase()} (${impact}) = ${scoreWords({ likelihood, impact })}`;

const tagOf = (placing: Placing) => ({ text: scoreWords(placing), classes: LEVEL_CLASSES[levelOf(placing)] });

/** The register: its matrix and the same in a table. */
export const presentRisks = (rows: RiskRow[], mayAdd: boolean) => {
  const open = rows.filter((row) => row.closed_on === null);
  return {
    newHref: mayAdd ? registerPaths.newRisk : null,
    impacts: DEGREES.map((impact) => IMPACT_WORDS[impact]),
    matrix: matrixOf(open),
    risks: open.map(presentRow),
    closed: rows.filter((row) => row.closed_on !== null).map(presentRow),
  };
};

export type RisksModel = ReturnType<typeof presentRisks>;

/** Likelihood from the top down, impact from left to right; each cell with the risks that stand there now. */
const matrixOf = (open: RiskRow[]) =>
  [...DEGREES].reverse().map((likelihood) => ({
    likelihood,
    words: LIKELIHOOD_WORDS[likelihood],
    cells: DEGREES.map((impact) => ({
      level: levelOf({ likelihood, impact }),
      levelWords: LEVEL_WORDS[levelOf({ likelihood, impact })],
      score: scoreOf({ likelihood, impact }),
      risks: open
        .filter((row) => row.current_likelihood === likelihood && row.current_impact === impact)
        .map((row) => ({ words: `R${row.number}`, href: registerPaths.risk(row.id) })),
    })),
  }));

const presentRow = (row: RiskRow) => ({
  href: registerPaths.risk(row.id),
  number: `R${row.number}`,
  event: row.event,
  cause: row.cause,
  effect: row.effect,
  controls: row.controls,
  owner: `${row.owner}, ${row.agency}`,
  inherent: tagOf(inherentOf(row)),
  current: tagOf(currentOf(row)),
  target: tagOf(targetOf(row)),
  isAboveTarget: isAboveTarget(currentOf(row), targetOf(row)),
  reviewDueOn: row.closed_on === null ? row.review_due_on : null,
  closedOn: row.closed_on,
  closedReason: row.closed_reason,
});

/** One risk, its history drawn and listed. */
export const presentRisk = (
  { risk, scores, reminders, mayKeep, mayScore }: OneRisk,
  today: Day,
  body: Body | null = null,
) => ({
  ...presentRow(risk),
  version: body?.['version'] ?? risk.version,
  facts: [
    line('Because of (cause)', risk.cause),
    line('This may happen (event)', risk.event),
    line('And then (effect)', risk.effect),
    line('Controls', risk.controls),
    line('Owner', `${risk.owner}, ${risk.agency}`),
    line('Inherent, without controls', placingWords(inherentOf(risk))),
    line('Current', placingWords(currentOf(risk))),
    line('Target', placingWords(targetOf(risk))),
    ...(risk.closed_on === null ? [] : [line('Closed', `${dayInWords(risk.closed_on)}: ${risk.closed_reason ?? ''}`)]),
  ],
  drawing: drawHistory(
    scores.map((row) => ({ scoredOn: row.scored_on, likelihood: row.likelihood, impact: row.impact })),
    scoreOf(targetOf(risk)),
    risk.closed_on ?? today,
  ),
  targetScore: scoreOf(targetOf(risk)),
  reminders,
  scores: [...scores].reverse().map((row) => ({
    on: row.scored_on,
    likelihood: `${row.likelihood} ${LIKELIHOOD_WORDS[row.likelihood]}`,
    impact: `${row.impact} ${IMPACT_WORDS[row.impact]}`,
    tag: tagOf(row),
    reason: row.reason,
    by: row.scored_by,
  })),
  hint: NO_CASES,
  changeHref: mayKeep ? registerPaths.changeRisk(risk.id) : null,
  closureHref: mayKeep ? registerPaths.closeRisk(risk.id) : null,
  scoresHref: mayScore ? registerPaths.scores(risk.id) : null,
  likelihoods: degreeItems(LIKELIHOOD_WORDS, body?.['likelihood'] ?? risk.current_likelihood),
  impactItems: degreeItems(IMPACT_WORDS, body?.['impact'] ?? risk.current_impact),
  typed: typedReview(body),
  backHref: registerPaths.risks,
});

export type RiskModel = ReturnType<typeof presentRisk>;

const typedReview = (body: Body | null): TypedFields<keyof ScoreFields | DayBoxes<'reviewDueOn'> | 'closedReason'> =>
  body ?? {};

const line = (key: string, text: string) => ({ key: { text: key }, value: { text, classes: 'app-pre-line' } });

const degreeItems = (words: Record<number, string>, chosen: unknown) => [
  { value: '', text: 'Select', selected: chosen === undefined || chosen === '' },
  ...DEGREES.map((degree) => ({
    value: degree,
    text: `${degree} ${words[degree]}`,
    selected: String(degree) === String(chosen),
  })),
];

type TypedRisk = TypedFields<keyof NewRiskFields | DayBoxes<'reviewDueOn'> | 'version'>;

/** The form of a risk, new or to change. */
export function presentRiskForm(actor: Actor, choices: LineChoices, row: RiskRow | null, body: Body | null) {
  const typed: TypedRisk = body ?? (row === null ? { agencyId: actor.agencyId } : typedOf(row));
  return {
    typed,
    version: row === null ? null : (body?.['version'] ?? row.version),
    isNew: row === null,
    hint: NO_CASES,
    action: row === null ? registerPaths.risks : registerPaths.changeRisk(row.id),
    backHref: row === null ? registerPaths.risks : registerPaths.risk(row.id),
    agencies: agencyItems(agenciesOf(actor, choices.agencies), typed.agencyId),
    owners: ownerItems(choices.owners, typed.ownerId),
    scores: [
      scoreOfForm(
        'inherent',
        'Inherent: as if nothing were done about it',
        typed.inherentLikelihood,
        typed.inherentImpact,
      ),
      ...(row === null
        ? [
            scoreOfForm(
              'current',
              'Current: with the controls as they are',
              typed.currentLikelihood,
              typed.currentImpact,
            ),
          ]
        : []),
      scoreOfForm('target', 'Target: where the board wants it', typed.targetLikelihood, typed.targetImpact),
    ],
  };
}

export type RiskFormModel = ReturnType<typeof presentRiskForm>;

const scoreOfForm = (name: string, legend: string, likelihood: unknown, impact: unknown) => ({
  legend,
  likelihoodId: `${name}Likelihood`,
  impactId: `${name}Impact`,
  likelihoods: degreeItems(LIKELIHOOD_WORDS, likelihood),
  impacts: degreeItems(IMPACT_WORDS, impact),
});

const typedOf = (row: RiskRow): TypedRisk => ({
  cause: row.cause,
  event: row.event,
  effect: row.effect,
  controls: row.controls,
  agencyId: row.agency_id,
  ownerId: row.owner_id,
  inherentLikelihood: row.inherent_likelihood,
  inherentImpact: row.inherent_impact,
  targetLikelihood: row.target_likelihood,
  targetImpact: row.target_impact,
  ...dayBoxes('reviewDueOn', row.review_due_on),
});
