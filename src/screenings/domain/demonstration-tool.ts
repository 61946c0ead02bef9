import { dailyLifeDomains } from './demonstration-daily-life';
import { violenceDomains } from './demonstration-violence';
import { ProtectiveFactor, ToolDefinition } from './tool-definition';

const protectiveFactors: readonly ProtectiveFactor[] = [
  {
    id: 'strength_trusted_adult',
    text: 'There is an adult they trust and would turn to in trouble',
    help: 'Ask them who, and whether that person knows it. It need not be a relative or a professional.',
  },
  {
    id: 'strength_safe_home',
    text: 'Home is steady and they feel safe there',
    help: 'Wherever home is at present. Ask them, as well as the adults.',
  },
  {
    id: 'strength_belonging',
    text: 'They belong somewhere that is good for them',
    help: 'For example a team, a faith group, a music project, or a friend’s family.',
  },
  {
    id: 'strength_learning',
    text: 'They are learning or working and want to carry on',
    help: 'Say what they enjoy and who there notices when they are missing.',
  },
  {
    id: 'strength_plans',
    text: 'They can name something they want for their own future',
    help: 'Write it in their words. It can become the first goal of a plan.',
  },
  {
    id: 'strength_accepts_help',
    text: 'They are in touch with someone who is helping, and find it useful',
    help: 'Say who, how often, and what they say is useful about it.',
  },
];

/**
 * An original tool for demonstration and training: its questions, weights and bands were written for this product,
 * come from no published instrument and have not been validated. A partnership puts its own tool in force.
 */
export const demonstrationTool: ToolDefinition = {
  key: 'demonstration',
  title: 'Demonstration exploitation and violence screening tool',
  version: 1,
  purpose:
    'A prompt for professional judgement, for demonstration and training only. It has not been validated, and nobody ' +
    'joins or leaves the cohort on its result alone.',
  possibleShare: 0.5,
  axes: {
    exploitation: {
      title: 'Exploitation',
      scoring: {
        kind: 'weighted_sum',
        bands: [
          { band: 'none_identified', label: 'None identified', fromPoints: 0 },
          { band: 'emerging', label: 'Emerging', fromPoints: 5 },
          { band: 'significant', label: 'Significant', fromPoints: 12 },
          { band: 'experiencing', label: 'Experiencing', fromPoints: 20 },
        ],
      },
      triggers: [
        {
          id: 'young_child_exploitation',
          questions: 'any_high_indicator',
          ageAtMost: 13,
          atLeast: 'significant',
        },
        { id: 'sexual_harm', questions: ['harmed_sexual'], atLeast: 'significant' },
      ],
    },
    violence: {
      title: 'Violence',
      scoring: {
        kind: 'weighted_sum',
        bands: [
          { band: 'low', label: 'Low', fromPoints: 0 },
          { band: 'medium', label: 'Medium', fromPoints: 5 },
          { band: 'high', label: 'High', fromPoints: 12 },
          { band: 'very_high', label: 'Very high', fromPoints: 20 },
        ],
      },
      triggers: [{ id: 'young_child_violence', questions: 'any_high_indicator', ageAtMost: 13, atLeast: 'high' }],
    },
  },
  domains: [...dailyLifeDomains, ...violenceDomains],
  protectiveFactors,
};
