import { describe, expect, it } from "vitest";
import { type KnownRows, shownPage } from "./affected-page.ts";

const rows = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: `u_${place}`, failures: count - place }));
const all = (count: number): KnownRows => ({ rows: rows(count), whole: true });
const ids = (known: KnownRows | null, counted: number, page: number | null) =>
  shownPage(known, counted, page).rows.map((row) => row?.id ?? null);

describe("whom failures reached", () => {
  it("is eight at a glance, with the way to the others only where there are some", () => {
    expect(ids(all(312), 312, null)).toHaveLength(8);
    expect(shownPage(all(312), 312, null).more).toBe(true);
    expect(shownPage(all(8), 8, null).more).toBe(false);
  });

  it("is everybody, page by page", () => {
    const seen = [0, 1, 2].flatMap((page) => ids(all(120), 120, page));
    expect(seen).toEqual(rows(120).map(({ id }) => id));
  });

  it("holds places while it is read, and for none that is not there after all", () => {
    expect(ids(null, 3, null)).toEqual([null, null, null]);
    expect(ids({ rows: rows(50), whole: false }, 60, 1)).toEqual(Array.from({ length: 10 }, () => null));
    expect(ids(all(3), 5, null)).toEqual(["u_0", "u_1", "u_2"]);
    expect(ids(null, 0, null)).toEqual([]);
  });

  it("stays on the last page when there are fewer than before", () => {
    expect(shownPage(all(60), 60, 4)).toMatchObject({ page: 1, total: 60 });
  });

  it("ends at ten thousand", () => {
    expect(shownPage({ rows: rows(10_000), whole: false }, 25_000, 0).total).toBe(10_000);
  });
});
