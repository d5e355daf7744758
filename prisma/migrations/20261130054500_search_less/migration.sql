-- Paths are searched for in what the web server remembers of each port (lib/db/read/list-carriers.ts).
DROP TRIGGER "known_paths" ON "file_change";
DROP FUNCTION "keep_known_paths"();

-- DropTable
DROP TABLE "known_path";

-- DropIndex
DROP INDEX "file_change_path_idx";

-- AlterTable
ALTER TABLE "known_culprit" ADD COLUMN "date" TIMESTAMP(3);

-- What was stored before.
UPDATE "known_culprit" k SET "date" = (SELECT max(c."culpritDate") FROM "conflict" c WHERE c."culpritSha" = k."sha");

-- As before, and the date.
CREATE OR REPLACE FUNCTION "keep_known_culprits"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "known_culprit" AS k ("sha", "date", "subject", "cl")
  SELECT DISTINCT ON ("culpritSha") "culpritSha", "culpritDate", "culpritSubject", "culpritCl"
  FROM "changed" WHERE "culpritSha" IS NOT NULL AND NOT EXISTS (
    SELECT FROM "known_culprit" k WHERE k."sha" = "culpritSha" AND (k."date" IS NOT NULL OR "culpritDate" IS NULL)
      AND (k."subject" IS NOT NULL OR "culpritSubject" IS NULL) AND (k."cl" IS NOT NULL OR "culpritCl" IS NULL)
  )
  ORDER BY "culpritSha", "culpritSubject" NULLS LAST
  ON CONFLICT ("sha") DO UPDATE SET
    "date" = coalesce(excluded."date", k."date"),
    "subject" = coalesce(excluded."subject", k."subject"),
    "cl" = coalesce(excluded."cl", k."cl");
  RETURN NULL;
END $$;
