import { DAY, joinsOnDay } from "./population/growth.ts";
import { makePerson } from "./population/person.ts";
import { createdAt, type Population } from "./population/types.ts";

/**
 * Everybody who joined before `until`, with the Recipes made by then, of a demo that began at `anchor`: the same every
 * time, so that nothing needs to be read to use them. What they do later with what they have is among it.
 */
export function makePopulation(anchor: number, until = anchor): Population {
  const people: Population[] = [];
  let made = 0;
  const nextId = () => {
    made += 1;
    return `r_${29_999 + made}`;
  };
  // A person joins within the day that `joinsOnDay` names.
  for (let index = 0; anchor + joinsOnDay(index) * DAY < until + DAY; index += 1)
    people.push(makePerson(index, anchor, nextId));
  return {
    users: people.flatMap(({ users }) => users).filter(({ joinedAt }) => joinedAt < until),
    recipes: people.flatMap(({ recipes }) => recipes).filter((recipe) => createdAt(recipe) < until),
    connections: people.flatMap(({ connections }) => connections).filter(({ from }) => from < until),
  };
}
