/** One thing the drawing joins to the person in the middle. */
export interface NetworkNode {
  id: string;
  /** What it is to the person: "Brother or sister". */
  role: string;
  name: string;
  /** Drawn with a broken line: it is not an established fact. */
  isUncertain: boolean;
  /** Of the person's own record, where the reader sees one. */
  recordId?: string | null;
}

/** A relationship between two others than the person in the middle, by their records. */
export interface NetworkBetween {
  fromId: string;
  toId: string;
  isUncertain: boolean;
}

export interface NetworkLane {
  heading: string;
  nodes: NetworkNode[];
}

export interface DrawnNode extends NetworkNode {
  x: number;
  y: number;
  width: number;
  height: number;
  /** The end of the line from the middle. */
  line: { fromX: number; fromY: number; toX: number; toY: number };
}

export interface DrawnNetwork {
  width: number;
  height: number;
  middle: { x: number; y: number; width: number; height: number };
  headings: { text: string; x: number; y: number }[];
  nodes: DrawnNode[];
  /** SVG paths from box to box, on the side of the middle. */
  between: { path: string; isUncertain: boolean }[];
}

const BOX = { width: 300, height: 54, gap: 12 };
const HEADING = { height: 34, baseline: 22 };
const MIDDLE = { width: 180, height: 64 };
const AISLE = 70;
/** How far a line between two boxes of one side reaches into the aisle; the curve itself goes half as far. */
const BOW = 110;
/** As many letters as fit in a box at the size of the drawing's text. */
const LETTERS = 34;

/**
 * Places the person in the middle and each lane of people, groups and places on the side with more room, in the order given.
 * Boxes never overlap, whatever their number; the drawing grows downwards.
 */
export function layOut(lanes: NetworkLane[], between: NetworkBetween[] = []): DrawnNetwork {
  const sides = [
    { x: 0, y: 0 },
    { x: BOX.width + MIDDLE.width + 2 * AISLE, y: 0 },
  ];
  const headings: DrawnNetwork['headings'] = [];
  const placed: Omit<DrawnNode, 'line'>[] = [];
  for (const { heading, nodes } of lanes) {
    if (nodes.length === 0) continue;
    const side = sides.reduce((least, other) => (other.y < least.y ? other : least));
    headings.push({ text: heading, x: side.x, y: side.y + HEADING.baseline });
    side.y += HEADING.height;
    for (const node of nodes) {
      placed.push({
        ...node,
        name: shortened(node.name),
        role: shortened(node.role),
        x: side.x,
        y: side.y,
        width: BOX.width,
        height: BOX.height,
      });
      side.y += BOX.height + BOX.gap;
    }
  }
  const height = Math.max(MIDDLE.height, ...sides.map(({ y }) => y));
  const middle = { x: BOX.width + AISLE, y: (height - MIDDLE.height) / 2, ...MIDDLE };
  return {
    width: 2 * BOX.width + MIDDLE.width + 2 * AISLE,
    height,
    middle,
    headings,
    nodes: placed.map((node) => ({ ...node, line: lineTo(node, middle) })),
    between: between.flatMap(({ fromId, toId, isUncertain }) => {
      const [from, to] = [fromId, toId].map((id) => placed.find(({ recordId }) => recordId === id));
      return from && to ? [{ path: pathBetween(from, to, middle), isUncertain }] : [];
    }),
  };
}

type Placed = Omit<DrawnNode, 'line'>;

/** On one side it bows into the aisle, so that it runs through no box; from side to side it is straight, behind the middle. */
function pathBetween(from: Placed, to: Placed, middle: DrawnNetwork['middle']): string {
  const inner = (node: Placed): number => (node.x < middle.x ? node.x + node.width : node.x);
  const [fromY, toY] = [from.y + from.height / 2, to.y + to.height / 2];
  if (inner(from) !== inner(to)) return `M ${inner(from)} ${fromY} L ${inner(to)} ${toY}`;
  const bow = inner(from) + (from.x < middle.x ? 1 : -1) * BOW;
  return `M ${inner(from)} ${fromY} Q ${bow} ${(fromY + toY) / 2} ${inner(to)} ${toY}`;
}

function lineTo(node: Omit<DrawnNode, 'line'>, middle: DrawnNetwork['middle']): DrawnNode['line'] {
  const isLeft = node.x < middle.x;
  return {
    fromX: isLeft ? middle.x : middle.x + middle.width,
    fromY: middle.y + middle.height / 2,
    toX: isLeft ? node.x + node.width : node.x,
    toY: node.y + node.height / 2,
  };
}

/** Whole characters: half of a pair would be drawn as a box. */
const shortened = (text: string): string => {
  const letters = [...text];
  return letters.length <= LETTERS ? text : `${letters.slice(0, LETTERS - 1).join('')}…`;
};
