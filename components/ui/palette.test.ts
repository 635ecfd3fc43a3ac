import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

type Rgb = [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

const css = readFileSync(join(import.meta.dirname, "../../app/globals.css"), "utf8");

function tokens(theme: 0 | 1): (name: string) => string {
  const found = css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g);
  const named = new Map([...found].map(([, name, light, dark]) => [name, [light, dark][theme] ?? ""]));
  return (name) => named.get(name) ?? "";
}

const linear = (hex: string): Rgb => {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

const dot = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (matrix: Matrix, color: Rgb): Rgb => [
  dot(matrix[0], color),
  dot(matrix[1], color),
  dot(matrix[2], color),
];

const luminance = (color: Rgb) => dot([0.2126, 0.7152, 0.0722], color);

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(linear(one)), luminance(linear(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const XYZ: Matrix = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
];

function lab(color: Rgb): Rgb {
  const f = (value: number) => (value > 0.008_856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const [x, y, z] = times(XYZ, color);
  const [fx, fy, fz] = [f(x / 0.950_47), f(y), f(z / 1.088_83)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

const distance = (one: Rgb, other: Rgb) => {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

/** How eyes without one kind of cone see linear colours (Machado, Oliveira and Fernandes, 2009). */
const EYES: Record<string, Matrix> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
  ],
  deuteranopia: [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_82, 0.042_94, 0.968_881],
  ],
  tritanopia: [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.3039],
  ],
};

const TEXTS = [
  "text",
  "muted",
  "faint",
  "accent-text",
  "good-text",
  "warning-text",
  "danger-text",
  "violet-text",
  "wine-text",
];
const SURFACES = ["background", "surface", "sunken", "hover"];
/** 2xx, 4xx, 5xx, invalid answer, no response; and p50, p95, p99. */
const OUTCOMES = ["quiet", "warning", "danger", "wine", "violet"];
const LINES = ["accent", "teal", "plum"];
const TOLD_APART = 20;

const pairs = (names: readonly string[]) =>
  names.flatMap((one, at) => names.slice(at + 1).map((other): [string, string] => [one, other]));

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("the %s palette", (_, theme) => {
  const color = tokens(theme);

  it("has texts of 4.5:1 on every surface", () => {
    for (const text of TEXTS) {
      for (const surface of SURFACES) {
        const found = contrast(color(text), color(surface));
        expect(found, `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("has marks of failures of 3:1 on the surface of charts, but for amber, which stands on others", () => {
    for (const mark of ["danger", "wine", "violet", "accent", "teal", "plum"]) {
      expect(contrast(color(mark), color("surface")), mark).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.keys(EYES))("tells outcomes and lines apart: %s sight", (eye) => {
    const seen = (name: string) => times(EYES[eye] as Matrix, linear(color(name)));
    for (const [one, other] of [...pairs(OUTCOMES), ...pairs(LINES)]) {
      expect(distance(seen(one), seen(other)), `${one} and ${other}`).toBeGreaterThanOrEqual(TOLD_APART);
    }
  });

  it("tells outcomes that stand on one another apart without any colour", () => {
    const light = (name: string) => lab(linear(color(name)))[0];
    for (const [one, other] of pairs(OUTCOMES)) {
      expect(Math.abs(light(one) - light(other)), `${one} and ${other}`).toBeGreaterThanOrEqual(6);
    }
  });
});
