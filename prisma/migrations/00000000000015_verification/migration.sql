-- CreateTable
CREATE TABLE "verifications" (
    "day" DATE NOT NULL,
    "step" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "source_rows" BIGINT NOT NULL,
    "here_rows" BIGINT NOT NULL,
    "source_checksum" BIGINT NOT NULL,
    "here_checksum" BIGINT NOT NULL,
    "complete_to" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3) NOT NULL,
    "disagreements" JSONB NOT NULL DEFAULT '[]',
    "not_compared" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("day","step","subject")
);

-- CreateIndex
CREATE INDEX "verifications_state_idx" ON "verifications"("state");
