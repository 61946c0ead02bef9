import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ratios of groups were worked out from true counts, which tell them with the population beside: those that stand in notices are taken
 * out. The figures themselves never held one.
 */
export class NoticesByShownCounts1795305600911 implements MigrationInterface {
  name = 'NoticesByShownCounts1795305600911';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE group_notices DISABLE TRIGGER group_notices_append_only;
      ALTER TABLE group_notices NO FORCE ROW LEVEL SECURITY;
      UPDATE group_notices SET words = regexp_replace(words, ': [0-9.]+ times as often as all others(; was [0-9.]+)?$', ': changed markedly');
      ALTER TABLE group_notices FORCE ROW LEVEL SECURITY;
      ALTER TABLE group_notices ENABLE TRIGGER group_notices_append_only;`);
  }

  /** What was taken out is not worked out again. */
  async down(): Promise<void> {}
}
