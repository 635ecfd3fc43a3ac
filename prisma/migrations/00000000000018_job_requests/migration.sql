-- CreateTable
CREATE TABLE "job_descriptions" (
    "job" TEXT NOT NULL,
    "describe" TEXT NOT NULL,
    "schedule" TEXT NOT NULL,
    "depends_on" TEXT[],
    "topics" TEXT[],
    "table_name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "described_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_descriptions_pkey" PRIMARY KEY ("job")
);

-- CreateTable
CREATE TABLE "job_requests" (
    "id" UUID NOT NULL,
    "job" TEXT NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "forced" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "open_job" TEXT,
    "requested_by_id" UUID,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "days_done" INTEGER NOT NULL DEFAULT 0,
    "days_failed" INTEGER NOT NULL DEFAULT 0,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "job_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "job_requests_open_job_key" ON "job_requests"("open_job");

-- CreateIndex
CREATE INDEX "job_requests_requested_at_idx" ON "job_requests"("requested_at");

-- CreateIndex
CREATE INDEX "job_requests_requested_by_id_idx" ON "job_requests"("requested_by_id");

-- AddForeignKey
ALTER TABLE "job_requests" ADD CONSTRAINT "job_requests_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;
