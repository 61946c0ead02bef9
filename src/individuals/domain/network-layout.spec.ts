import fc from 'fast-check';
import { type DrawnNode, layOut } from './network-layout';

const node = (id: string, name = 'Somebody') => ({ id, name, role: 'Friend', isUncertain: false });
const overlap = (one: DrawnNode, other: DrawnNode): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe('the drawing of a situation', () => {
  it('draws the person alone when nothing is recorded', () => {
    expect(layOut([{ heading: 'Family', nodes: [] }])).toMatchObject({ headings: [], nodes: [], height: 64 });
  });

  it('puts each lane on the side with more room', () => {
    const drawn = layOut([
      { heading: 'Family', nodes: [node('a'), node('b')] },
      { heading: 'Peers', nodes: [node('c')] },
      { heading: 'Places', nodes: [node('d')] },
    ]);
    expect(drawn.headings.map(({ text, x }) => [text, x > 0])).toEqual([
      ['Family', false],
      ['Peers', true],
      ['Places', true],
    ]);
  });

  it('shortens a long name by whole characters', () => {
    const [drawn] = layOut([{ heading: 'Family', nodes: [node('a', '😀'.repeat(40))] }]).nodes;
    expect(drawn?.name).toBe(`${'😀'.repeat(33)}…`);
  });

  it('joins two others where both are drawn, through no box', () => {
    const lanes = [
      { heading: 'Family', nodes: ['a', 'b', 'c'].map((id) => ({ ...node(id), recordId: `record-${id}` })) },
      { heading: 'Peers', nodes: [{ ...node('d'), recordId: 'record-d' }, node('e')] },
    ];
    const joined = (from: string, to: string) =>
      layOut(lanes, [{ fromId: `record-${from}`, toId: `record-${to}`, isUncertain: true }]).between;
    expect(joined('a', 'c')).toEqual([{ path: 'M 300 61 Q 410 127 300 193', isUncertain: true }]);
    expect(joined('a', 'd')).toEqual([{ path: 'M 300 61 L 620 61', isUncertain: true }]);
    expect(joined('a', 'e')).toEqual([]);
  });

  it('draws everything once, inside the picture, and nothing over anything else', () => {
    const lanes = fc.array(fc.record({ heading: fc.string(), nodes: fc.array(fc.string(), { maxLength: 12 }) }), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(lanes, (asked) => {
        const drawn = layOut(
          asked.map(({ heading, nodes }, at) => ({ heading, nodes: nodes.map((name, n) => node(`${at}-${n}`, name)) })),
        );
        expect(drawn.nodes.length).toBe(asked.flatMap(({ nodes }) => nodes).length);
        drawn.nodes.forEach((one, at) => {
          expect(one.x >= 0 && one.x + one.width <= drawn.width && one.y + one.height <= drawn.height).toBe(true);
          expect(drawn.nodes.slice(at + 1).some((other) => overlap(one, other))).toBe(false);
          expect(one.x + one.width <= drawn.middle.x || one.x >= drawn.middle.x + drawn.middle.width).toBe(true);
        });
      }),
      { numRuns: 50 },
    );
  });
});
