/** Sets of row numbers that grow by joining; the lowest number names the set, so the order of joining does not matter. */
export class JoinedSets {
  private readonly parents = new Map<number, number>();
  private readonly members = new Map<number, number[]>();

  /** The lowest number in the set of this one. */
  find(number: number): number {
    let root = number;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) root = parent;
    for (let at = number; at !== root;) {
      const parent = this.parents.get(at) ?? root;
      this.parents.set(at, root);
      at = parent;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.find(a), this.find(b)].sort((first, second) => first - second);
    if (low === undefined || high === undefined || low === high) return;
    this.parents.set(high, low);
    const joined = this.members.get(low) ?? [low];
    for (const member of this.members.get(high) ?? [high]) joined.push(member);
    this.members.set(low, joined);
    this.members.delete(high);
  }

  /** In ascending order. */
  membersOf(number: number): number[] {
    const root = this.find(number);
    return [...(this.members.get(root) ?? [root])].sort((a, b) => a - b);
  }
}
