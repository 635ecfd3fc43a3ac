-- AlterTable
ALTER TABLE "incidents" ADD COLUMN     "ended_because" TEXT;

-- What was told of those that ended so far.
UPDATE "incidents" i SET "ended_because" = t."message" -> 'data' ->> 'ended_because'
FROM "incident_transitions" t WHERE t."incident_id" = i."id" AND t."kind" = 'recovered';
