const HEIGHT = 18;
const CHARACTER = 6.6;
const PADDING = 12;

interface ThresholdLabelProps {
  /** Of the line: recharts gives it. */
  viewBox?: unknown;
  text: string;
}

function boxOf(viewBox: unknown): { x: number; y: number; width: number } | null {
  if (!(viewBox instanceof Object)) return null;
  const { x, y, width } = viewBox as Record<string, unknown>;
  return typeof x === "number" && typeof y === "number" && typeof width === "number" ? { x, y, width } : null;
}

/** The threshold's value in a box at the right end of its line. */
export function ThresholdLabel({ viewBox, text }: ThresholdLabelProps) {
  const box = boxOf(viewBox);
  if (box === null) return <g />;
  const width = text.length * CHARACTER + PADDING;
  const x = box.x + box.width - width - 4;
  return (
    <g>
      <rect x={x} y={box.y - HEIGHT / 2} width={width} height={HEIGHT} rx={5} fill="var(--color-accent)" />
      <text
        x={x + width / 2}
        y={box.y + 4}
        textAnchor="middle"
        fontSize={11}
        fontWeight={620}
        fill="var(--color-on-accent)"
      >
        {text}
      </text>
    </g>
  );
}
