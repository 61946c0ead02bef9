/** What somebody who reads a published count knows of it: that it lies from `low` to `high`. */
export interface Known {
  low: number;
  high: number;
}

/** Larger than any count of people: a bound that says nothing. */
export const UNKNOWN = 1_000_000_000;

interface Edge {
  from: number;
  to: number;
}

/**
 * What can be worked out about every cell of a table from what is published of it, by adding and subtracting rows and columns:
 * the exact least and greatest value each cell can have. This is the differencing test.
 *
 * `values` are the true counts, the last row and the last column their totals; `known` is what is published of each. A table whose
 * rows and columns add up is a circulation (body cells flow from row to column, totals flow back), and each cell can move exactly
 * as far as a flow around the other cells allows, so that the bounds are whole numbers and no estimate.
 */
export function boundsOf(values: readonly (readonly number[])[], known: readonly (readonly Known[])[]): Known[][] {
  const rows = values.length;
  const network = residualOf(values, known);
  return values.map((row, r) =>
    row.map((value, c) => {
      const { low, high } = known[r]?.[c] ?? { low: 0, high: UNKNOWN };
      const { from, to } = edgeOf(r, c, rows, row.length);
      const other = network.map((capacities) => [...capacities]);
      put(other, from, to, 0);
      put(other, to, from, 0);
      return {
        low: value - greatestFlow(other, from, to, value - low),
        high: value + greatestFlow(other, to, from, high - value),
      };
    }),
  );
}

/** Body cells flow row → column; the totals of rows flow back from the last column, those of columns into the last row. */
function edgeOf(r: number, c: number, rows: number, columns: number): Edge {
  const [row, column] = [r, rows + c];
  const isTurned = (r === rows - 1) !== (c === columns - 1);
  return isTurned ? { from: column, to: row } : { from: row, to: column };
}

function residualOf(values: readonly (readonly number[])[], known: readonly (readonly Known[])[]): number[][] {
  const columns = values[0]?.length ?? 0;
  const nodes = values.length + columns;
  const network = Array.from({ length: nodes }, () => Array.from({ length: nodes }, () => 0));
  values.forEach((row, r) =>
    row.forEach((value, c) => {
      const { low, high } = known[r]?.[c] ?? { low: 0, high: UNKNOWN };
      const { from, to } = edgeOf(r, c, values.length, columns);
      put(network, from, to, high - value);
      put(network, to, from, value - low);
    }),
  );
  return network;
}

/** As much as can flow, up to `most`: shortest paths first (Edmonds and Karp). Works on a copy. */
function greatestFlow(network: readonly (readonly number[])[], from: number, to: number, most: number): number {
  const left = network.map((capacities) => [...capacities]);
  let sent = 0;
  while (sent < most) {
    const path = pathOf(left, from, to);
    if (path === undefined) break;
    const narrowest = Math.min(most - sent, ...path.map((edge) => capacityOf(left, edge.from, edge.to)));
    for (const edge of path) {
      put(left, edge.from, edge.to, capacityOf(left, edge.from, edge.to) - narrowest);
      put(left, edge.to, edge.from, capacityOf(left, edge.to, edge.from) + narrowest);
    }
    sent += narrowest;
  }
  return sent;
}

function pathOf(network: readonly (readonly number[])[], from: number, to: number): Edge[] | undefined {
  const cameFrom = new Map<number, number>([[from, from]]);
  const waiting = [from];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (at === to) return stepsBack(cameFrom, from, to);
    for (let next = 0; next < network.length; next += 1) {
      if (cameFrom.has(next) || capacityOf(network, at, next) <= 0) continue;
      cameFrom.set(next, at);
      waiting.push(next);
    }
  }
  return undefined;
}

function stepsBack(cameFrom: ReadonlyMap<number, number>, from: number, to: number): Edge[] {
  const steps: Edge[] = [];
  for (let at = to; at !== from;) {
    const before = cameFrom.get(at) ?? from;
    steps.push({ from: before, to: at });
    at = before;
  }
  return steps;
}

const capacityOf = (network: readonly (readonly number[])[], from: number, to: number): number =>
  network[from]?.[to] ?? 0;

function put(network: number[][], from: number, to: number, capacity: number): void {
  const row = network[from];
  if (row) row[to] = capacity;
}
