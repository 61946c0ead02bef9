import { demonstrationTool } from './demonstration-tool';
import { scoreScreening } from './score-screening';
import type { ToolDefinition } from './tool-definition';

const SCORINGS: Record<string, ToolDefinition['axes']['violence']['scoring']> = {
  preset_level: {
    kind: 'preset_level',
    bands: [
      { band: 'low', label: 'Low' },
      { band: 'medium', label: 'Medium' },
      { band: 'high', label: 'High' },
    ],
  },
  threshold_list: {
    kind: 'threshold_list',
    bands: [
      { band: 'low', label: 'Low', questionIds: [], atLeast: 0 },
      { band: 'high', label: 'High', questionIds: ['weapon_carried'], atLeast: 1 },
    ],
  },
};

/** A question of the level High, counted for nothing when it last happened more than six months ago. */
const toolOf = (kind: string): ToolDefinition => ({
  ...demonstrationTool,
  axes: {
    ...demonstrationTool.axes,
    violence: {
      ...demonstrationTool.axes.violence,
      scoring: SCORINGS[kind] ?? demonstrationTool.axes.violence.scoring,
    },
  },
  domains: demonstrationTool.domains.map((domain) => ({
    ...domain,
    questions: domain.questions.map((one) =>
      one.id === 'weapon_carried'
        ? { ...one, levels: { violence: 'high' as const }, recencyMonths: 6, olderWeight: 0 }
        : one,
    ),
  })),
});

describe('an answer about what happened before its window, where the older weight is nothing', () => {
  it.each(['preset_level', 'threshold_list'])('counts nothing with %s', (kind) => {
    const counted = (lastHappenedOn?: string) => {
      const answers = { weapon_carried: { answer: 'yes' as const, ...(lastHappenedOn ? { lastHappenedOn } : {}) } };
      const { violence } = scoreScreening(toolOf(kind), answers, { ageOnDay: 16, screenedOn: '2026-03-04' });
      return violence.contributions.find(({ questionId }) => questionId === 'weapon_carried');
    };
    expect(counted('2025-08-01')).toMatchObject({
      points: 0,
      why: 'Yes: an indicator of more than 6 months ago counts 0.',
    });
    expect(counted('2025-08-01')?.level).toBeUndefined();
    const isLevelled = kind === 'preset_level';
    for (const recent of [counted('2026-01-01'), counted()]) {
      expect([recent?.points, recent?.level]).toEqual([1, isLevelled ? 'high' : undefined]);
    }
  });
});
