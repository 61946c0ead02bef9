/** How much attention a case needs; decides how soon its plan is reviewed. */
export const TIERS = ['critical', 'high', 'medium', 'monitoring'] as const;
export type Tier = (typeof TIERS)[number];
