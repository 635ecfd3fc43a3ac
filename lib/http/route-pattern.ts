export type PathParts = Record<string, string | string[] | undefined>;

function decodedOf(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not percent-encoded after all: compared as it stands.
    return segment;
  }
}

/**
 * `/api/v1/channels/{slug}/health`: the path as a label with few values. A value that no segment spells leaves only the
 * parameters' names, as every label is kept for as long as the process runs and callers choose the spelling.
 */
export function patternOf(url: string, parts: PathParts): string {
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(parts)) {
    if (typeof value === "string") names.set(value, `{${name}}`);
  }
  const met = new Set<string>();
  const segments = new URL(url).pathname.split("/").map((segment) => {
    const decoded = decodedOf(segment);
    const value = names.has(segment) ? segment : decoded;
    met.add(value);
    return names.get(value) ?? decoded;
  });
  const placed = [...names.keys()].every((value) => met.has(value));
  return placed ? segments.join("/") : [...names.values()].join("/");
}
