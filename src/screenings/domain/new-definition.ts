import { type ToolDefinition } from './tool-definition';

/** What a tool begins as when it is not made from another one: both axes with their bands, and nothing asked yet. */
export const newDefinition = ({ key, title }: { key: string; title: string }): ToolDefinition => ({
  key,
  title,
  version: 1,
  purpose: '',
  possibleShare: 0.5,
  axes: {
    exploitation: {
      title: 'Exploitation',
      scoring: {
        kind: 'weighted_sum',
        bands: [
          { band: 'none_identified', label: 'None identified', fromPoints: 0 },
          { band: 'emerging', label: 'Emerging', fromPoints: 5 },
          { band: 'significant', label: 'Significant', fromPoints: 10 },
          { band: 'experiencing', label: 'Experiencing', fromPoints: 15 },
        ],
      },
      triggers: [],
    },
    violence: {
      title: 'Violence',
      scoring: {
        kind: 'weighted_sum',
        bands: [
          { band: 'low', label: 'Low', fromPoints: 0 },
          { band: 'medium', label: 'Medium', fromPoints: 5 },
          { band: 'high', label: 'High', fromPoints: 10 },
          { band: 'very_high', label: 'Very high', fromPoints: 15 },
        ],
      },
      triggers: [],
    },
  },
  domains: [],
  protectiveFactors: [],
});
