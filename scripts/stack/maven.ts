import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const CACHE = join(homedir(), ".cache", "channelscope", "maven");

interface Coordinates {
  group: string;
  artifact: string;
  version: string;
  type: string;
  classifier: string | undefined;
}

/** `group:artifact:version[:type[:classifier]]`; throws on anything else. */
export function parseCoordinates(text: string): Coordinates {
  const [group, artifact, version, type = "jar", classifier, ...rest] = text.split(":");
  const parts = [group, artifact, version, type, classifier ?? "none"];
  if (
    !group ||
    !artifact ||
    !version ||
    rest.length > 0 ||
    !parts.every((part) => /^[\w.-]+$/.test(part ?? ""))
  )
    throw new Error(`Not Maven coordinates (group:artifact:version[:type[:classifier]]): ${text}`);
  return { group, artifact, version, type, classifier };
}

/** A project that depends on nothing but these coordinates: the way Maven resolves whole class paths. */
function projectFor({ group, artifact, version, type, classifier }: Coordinates): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>channelscope</groupId><artifactId>resolve</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>
    <type>${type}</type>${classifier === undefined ? "" : `<classifier>${classifier}</classifier>`}
  </dependency></dependencies>
</project>
`;
}

async function runMaven(coordinates: Coordinates, transitive: boolean): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "channelscope-maven-"));
  const output = join(folder, "classpath");
  const goal = [
    "--batch-mode",
    "--quiet",
    "dependency:build-classpath",
    "-Dmdep.includeScope=runtime",
    `-Dmdep.outputFile=${output}`,
    ...(transitive ? [] : ["-DexcludeTransitive=true"]),
  ];
  try {
    await writeFile(join(folder, "pom.xml"), projectFor(coordinates));
    // Offline first: a machine that has everything must not wait for a network it may not have.
    await run("mvn", ["--offline", ...goal], { cwd: folder }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") throw new Error("Maven (mvn) is not installed, or not on the PATH.");
      return run("mvn", goal, { cwd: folder, timeout: 600_000 });
    });
    return (await readFile(output, "utf8")).trim().split(delimiter);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fromCache(file: string): Promise<string[] | null> {
  if (!existsSync(file)) return null;
  const paths = (await readFile(file, "utf8")).split("\n").filter(Boolean);
  return paths.length > 0 && paths.every((path) => existsSync(path)) ? paths : null;
}

async function resolve(text: string, transitive: boolean): Promise<string[]> {
  const coordinates = parseCoordinates(text);
  const cached = join(CACHE, `${text.replaceAll(":", "_")}${transitive ? ".classpath" : ".file"}`);
  const known = await fromCache(cached);
  if (known !== null) return known;
  const paths = await runMaven(coordinates, transitive);
  await mkdir(CACHE, { recursive: true });
  // Another process may read at the same moment: it sees the whole list or none.
  await writeFile(`${cached}.${process.pid}`, paths.join("\n"));
  await rename(`${cached}.${process.pid}`, cached);
  return paths;
}

/** The local path of one artifact, downloaded when the local Maven repository lacks it. Throws without Maven. */
export async function resolveArtifact(coordinates: string): Promise<string> {
  const [path] = await resolve(coordinates, false);
  if (path === undefined) throw new Error(`Maven found nothing for ${coordinates}`);
  return path;
}

/** The local paths of an artifact and all that it needs at run time, in class path order. */
export async function resolveClasspath(coordinates: string): Promise<string[]> {
  return resolve(coordinates, true);
}
