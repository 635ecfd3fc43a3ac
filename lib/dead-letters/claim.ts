import type { Actor } from "../channels/access.ts";
import { writeAudit } from "../members/audit.ts";
import type { DeadLetterDeps } from "./deps.ts";
import { type FoundLetter, sourceOf } from "./letter.ts";

/** A claim whose sender died in between may be taken over after this time. */
const STALE_MS = 60_000;

interface Place {
  topic: string;
  partition: number;
  offset: number;
}

const placesOf = (letters: readonly FoundLetter[]): string =>
  JSON.stringify(
    letters.map(
      ({ letter }): Place => ({ topic: letter.topic, partition: letter.partition, offset: letter.offset }),
    ),
  );

/**
 * Takes the letters that nobody has sent again, and only those; with an entry in the audit trail when there are any.
 * Of two who click at the same moment, one gets a letter.
 */
export async function claimLetters(
  { database, stream, clock }: DeadLetterDeps,
  actor: Actor,
  letters: readonly FoundLetter[],
  audited: { subject?: string; detail: Record<string, string | number> },
): Promise<FoundLetter[]> {
  const now = clock.now();
  const [at, stale] = [new Date(now), new Date(now - STALE_MS)];
  return database.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ source: string }[]>`
      insert into dead_letter_retries as known (incarnation, topic, partition, letter_offset, claimed_at)
      select ${stream.incarnation}, topic, partition, "offset", ${at}
      from jsonb_to_recordset(${placesOf(letters)}::jsonb) as row (topic text, partition int, "offset" bigint)
      on conflict (incarnation, topic, partition, letter_offset) do update set claimed_at = excluded.claimed_at
        where known.appended_at is null and known.claimed_at < ${stale}
      returning topic || '/' || partition || '/' || letter_offset as source`;
    const taken = new Set(rows.map(({ source }) => source));
    const claimed = letters.filter((letter) => taken.has(sourceOf(letter)));
    if (claimed.length > 0) {
      const { subject, detail } = audited;
      const change = { action: "dead_letter.retry", detail: { ...detail, letters: claimed.length } };
      await writeAudit(tx, now, actor, subject === undefined ? change : { ...change, subject });
    }
    return claimed;
  });
}

/** The claimed letters are in the stream again. */
export async function settleClaims(
  { database, stream, clock }: DeadLetterDeps,
  letters: readonly FoundLetter[],
): Promise<void> {
  await database.$executeRaw`
    update dead_letter_retries as known set appended_at = ${new Date(clock.now())}
    from jsonb_to_recordset(${placesOf(letters)}::jsonb) as row (topic text, partition int, "offset" bigint)
    where known.incarnation = ${stream.incarnation} and known.topic = row.topic
      and known.partition = row.partition and known.letter_offset = row."offset"`;
}

/** The stream did not take them: they may be sent again at once. */
export async function releaseClaims(
  { database, stream }: DeadLetterDeps,
  letters: readonly FoundLetter[],
): Promise<void> {
  await database.$executeRaw`
    delete from dead_letter_retries as known
    using jsonb_to_recordset(${placesOf(letters)}::jsonb) as row (topic text, partition int, "offset" bigint)
    where known.incarnation = ${stream.incarnation} and known.appended_at is null
      and known.topic = row.topic and known.partition = row.partition and known.letter_offset = row."offset"`;
}
