import type { Statement } from '../../platform/database';
import type { Day } from '../../shared/day';
import type { ToolDefinition } from '../domain/tool-definition';
import type { ExploitationJudgement, ViolenceJudgement } from '../domain/judge-band';
import type { GivenAnswers } from '../domain/score-question';
import type { ToolVersionStatus } from '../screening-tool-version.entity';

/** One version of a tool with everything about its decision. */
export interface ToolVersionDetail {
  id: string;
  tool_id: string;
  key: string;
  number: number;
  status: ToolVersionStatus;
  definition: ToolDefinition;
  drafted_by: string[];
  drafted_by_names: string[];
  based_on_id: string | null;
  asked_by: string | null;
  asked_by_name: string | null;
  asked_by_chair: boolean;
  asked_at: Date | null;
  decided_on: Day | null;
  decision_reason: string | null;
  agreed_by_name: string | null;
  in_force_on: Day | null;
  retired_on: Day | null;
  version: number;
}

const DETAIL = `
  SELECT v.id, v.tool_id, t.key, v.number, v.status, v.definition, v.drafted_by, v.based_on_id, v.asked_by, v.asked_at,
         ARRAY(SELECT u.display_name FROM users u WHERE u.id = ANY (v.drafted_by) ORDER BY 1) AS drafted_by_names,
         asker.display_name AS asked_by_name, coalesce('panel_chair' = ANY (asker.roles), false) AS asked_by_chair,
         v.decided_on, v.decision_reason, agreer.display_name AS agreed_by_name, v.in_force_on, v.retired_on, v.version
    FROM screening_tool_versions v
    JOIN screening_tools t ON t.id = v.tool_id
    LEFT JOIN users asker ON asker.id = v.asked_by
    LEFT JOIN users agreer ON agreer.id = v.agreed_by`;

export const toolVersion = (id: string): Statement => ({
  name: 'screening-tool-version',
  text: `${DETAIL} WHERE v.id = $1`,
  values: [id],
});

/** The version a draft was made from, or that a version replaced: what it is compared with. */
export const versionBefore = (id: string): Statement => ({
  name: 'screening-tool-version-before',
  text: `${DETAIL} WHERE v.id = (
    SELECT coalesce(this.based_on_id, (SELECT o.id FROM screening_tool_versions o
             WHERE o.tool_id = this.tool_id AND o.number < this.number AND o.in_force_on IS NOT NULL ORDER BY o.number DESC LIMIT 1))
      FROM screening_tool_versions this WHERE this.id = $1)`,
  values: [id],
});

export interface ToolListRow {
  id: string;
  title: string;
  number: number;
  status: ToolVersionStatus;
  in_force_on: Day | null;
  retired_on: Day | null;
  is_asked: boolean;
}

/** Every version of every tool: what is in force first, then drafts, then the rest, the newest first. */
export const toolList = (after: (string | null)[] | undefined, limit: number): Statement => ({
  name: 'screening-tool-list',
  text: `
    SELECT v.id, v.definition->>'title' AS title, v.number, v.status, v.in_force_on, v.retired_on, v.asked_by IS NOT NULL AS is_asked,
           CASE v.status WHEN 'in_force' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END AS place
      FROM screening_tool_versions v
     WHERE $1::int IS NULL OR (CASE v.status WHEN 'in_force' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, -v.number, v.id) > ($1::int, $2::int, $3::uuid)
     ORDER BY place, -v.number, v.id LIMIT $4`,
  values: [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
});

export interface ToolExampleRow {
  id: string;
  title: string;
  screened_on: Day;
  age: number | null;
  answers: GivenAnswers;
  expected_exploitation_band: ExploitationJudgement;
  expected_violence_band: ViolenceJudgement;
  kept_by_name: string;
  kept_at: Date;
  version: number;
}

/** The examples kept for the tool of this version. */
export const examplesOfVersion = (versionId: string): Statement => ({
  name: 'screening-tool-examples',
  text: `
    SELECT e.id, e.title, e.screened_on, e.age, e.answers, e.expected_exploitation_band, e.expected_violence_band,
           u.display_name AS kept_by_name, e.kept_at, e.version
      FROM screening_tool_examples e
      JOIN screening_tool_versions v ON v.tool_id = e.tool_id AND v.id = $1
      JOIN users u ON u.id = e.kept_by
     WHERE e.removed_at IS NULL ORDER BY e.kept_at, e.id`,
  values: [versionId],
});
