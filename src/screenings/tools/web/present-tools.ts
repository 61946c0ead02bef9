import type { CursorPage } from '../../../platform/http';
import { toolPaths } from '../../paths';
import { statusOf } from '../tool-words';
import type { ToolListRow } from '../tools.queries';

/** Every version of every tool, with what each is for now. */
export function presentTools(page: CursorPage<ToolListRow>, cursor: string) {
  return {
    addHref: toolPaths.add,
    tools: page.items.map((row) => ({
      href: toolPaths.one(row.id),
      name: `${row.title}, version ${row.number}`,
      status: statusOf(row),
    })),
    nextHref: page.nextCursor === null ? undefined : `${toolPaths.list}?cursor=${encodeURIComponent(page.nextCursor)}`,
    firstHref: cursor === '' ? undefined : toolPaths.list,
  };
}

export type ToolsModel = ReturnType<typeof presentTools>;

export const presentNewTool = (typed?: Record<string, unknown>) => ({
  backHref: toolPaths.list,
  action: toolPaths.list,
  title: typeof typed?.['title'] === 'string' ? typed['title'] : '',
});

export type NewToolModel = ReturnType<typeof presentNewTool>;
