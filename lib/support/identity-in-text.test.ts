import { expect, test } from "vitest";
import { type Identity, withoutIdentity } from "./identity-in-text.ts";

const ADA: Identity = {
  id: "usr_ada_4711",
  email: "ada@mail.example",
  name: "Ada Lovelace",
  pseudonym: "u_aaaaaaaaaaaaaaaa",
};

test.each([
  ["user:usr_ada_4711 is:failed", "user:u_aaaaaaaaaaaaaaaa is:failed"],
  ['user:"ADA@mail.example"', 'user:"u_aaaaaaaaaaaaaaaa"'],
  ["ada lovelace, again", "u_aaaaaaaaaaaaaaaa, again"],
  ["select 1 where user_id = 'usr_ada_4711'", "select 1 where user_id = 'u_aaaaaaaaaaaaaaaa'"],
  ["Ada's dashboard", "Ada's dashboard"],
  ["usr_ada_47110 and bada@mail.examples", "usr_ada_47110 and bada@mail.examples"],
])("%s becomes %s", (text, told) => {
  expect(withoutIdentity(text, ADA)).toBe(told);
});

test("a short id is a user's only where the search says so", () => {
  const short = { ...ADA, id: "42", email: null, name: null };
  expect(withoutIdentity("user:42 status:42 duration:>42 user:421", short)).toBe(
    `user:${ADA.pseudonym} status:42 duration:>42 user:421`,
  );
});

test("an id is no pattern", () => {
  expect(withoutIdentity("user:a.c(1) abc(1)", { ...ADA, id: "a.c(1)" })).toBe(
    `user:${ADA.pseudonym} abc(1)`,
  );
});
