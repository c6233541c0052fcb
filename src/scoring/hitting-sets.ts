const SEARCHED = {
  /** The largest size of which all smallest sets are found. */
  size: 4,
  /** How many smaller sets a set is compared with, so that the work grows with the number of sets and not with its square. */
  compared: 200,
  /** How many sets the search may look at. */
  looks: 1_000_000,
} as const;

/** The sets that contain no other, smallest first: what hits those hits every set. Of very many, a set is compared with the first 200 only. */
export function minimalSets(sets: readonly (readonly number[])[]): (readonly number[])[] {
  const distinct = [...new Map(sets.map((set) => [set.join(), set])).values()].sort((a, b) => a.length - b.length);
  const minimal: (readonly number[])[] = [];
  for (const set of distinct) {
    const smaller = minimal.length <= SEARCHED.compared ? minimal : minimal.slice(0, SEARCHED.compared);
    if (!smaller.some((other) => other.every((member) => set.includes(member)))) minimal.push(set);
  }
  return minimal;
}

/**
 * The smallest sets that share a member with every given set (minimum hitting sets), at most `most` of them, members ascending. Sizes are
 * tried in turn, so the first that hits is the smallest. Each branch picks from the first set that is not hit yet, so give small sets first.
 * Where the search would take too long, the answer is one set of which no member can be spared. None of the given sets may be empty.
 */
export function smallestHittingSets(sets: readonly (readonly number[])[], most: number): (readonly number[])[] {
  if (sets.length === 0) return [];
  let looks = 0;
  for (let size = 1; size <= SEARCHED.size; size++) {
    const found = new Map<string, number[]>();
    const extend = (chosen: readonly number[]): void => {
      if (found.size >= most || looks > SEARCHED.looks) return;
      const index = sets.findIndex((set) => !isHit(set, chosen));
      const missed = sets[index];
      looks += missed ? index + 1 : sets.length;
      if (!missed) {
        const sorted = [...chosen].sort((a, b) => a - b);
        found.set(sorted.join(), sorted);
      } else if (chosen.length < size) for (const member of missed) extend([...chosen, member]);
    };
    extend([]);
    if (found.size > 0) return [...found.values()];
  }
  return [irreducible(sets)];
}

function isHit(set: readonly number[], chosen: readonly number[]): boolean {
  return set.some((member) => chosen.includes(member));
}

/** The first member of every set that is not hit yet, then each member left out that the others make up for. */
function irreducible(sets: readonly (readonly number[])[]): number[] {
  const chosen: number[] = [];
  for (const set of sets) if (!isHit(set, chosen)) chosen.push(...set.slice(0, 1));
  const spared = chosen.reduce((kept, member) => {
    const others = kept.filter((other) => other !== member);
    return sets.every((set) => isHit(set, others)) ? others : kept;
  }, chosen);
  return spared.sort((a, b) => a - b);
}
