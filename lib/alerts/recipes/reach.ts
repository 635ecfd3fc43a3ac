import type { RecipeView, TargetView, Unreachable } from "../views.ts";

/** What is wrong with whom a Recipe tells. */
interface ReachProblem {
  /** Nobody at all would be told. */
  nobody: boolean;
  /** A sentence each. */
  words: string[];
}

const BECAUSE: Record<Unreachable, string> = {
  switched_off: "is switched off",
  unconfirmed: "has not confirmed yet",
};

/** Which destinations of a Recipe nothing is sent to; null where all of them are told. */
export function reachProblem({ actions }: Pick<RecipeView, "actions">): ReachProblem | null {
  if (actions.length === 0) return { nobody: true, words: ["It has no destination."] };
  const words = actions.flatMap(({ failover, ...first }) => {
    const sentence = sentenceOf(first);
    if (failover === null) return sentence === null ? [] : [`${sentence}.`];
    const second = sentenceOf(failover);
    if (sentence === null) return second === null ? [] : [`${second}, which stands in for ${first.name}.`];
    return [second === null ? `${sentence}; ${failover.name} stands in.` : `${sentence}, and ${second}.`];
  });
  if (words.length === 0) return null;
  return { nobody: actions.every((action) => !isTold(action)), words };
}

/** Whether anybody hears of what it finds. */
export const reachesNobody = (recipe: Pick<RecipeView, "actions">): boolean =>
  reachProblem(recipe)?.nobody ?? false;

const sentenceOf = ({ name, unreachable }: TargetView) =>
  unreachable === null ? null : `${name} ${BECAUSE[unreachable]}`;

const isTold = ({ unreachable, failover }: RecipeView["actions"][number]) =>
  unreachable === null || (failover !== null && failover.unreachable === null);
