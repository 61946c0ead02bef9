/** Addresses of data quality. */
export const dataQualityPaths = {
  work: '/data-quality',
  rule: (rule: string) => `/data-quality/rules/${rule}`,
  completeness: '/data-quality/completeness',
} as const;
