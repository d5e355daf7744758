-- CreateTable
CREATE TABLE "known_path" (
    "path" TEXT NOT NULL,

    CONSTRAINT "known_path_pkey" PRIMARY KEY ("path")
);

-- CreateTable
CREATE TABLE "known_culprit" (
    "sha" TEXT NOT NULL,
    "subject" TEXT,
    "cl" TEXT,

    CONSTRAINT "known_culprit_pkey" PRIMARY KEY ("sha")
);

-- What was stored before.
INSERT INTO "known_path" SELECT DISTINCT "path" FROM "file_change";
INSERT INTO "known_culprit"
SELECT DISTINCT ON ("culpritSha") "culpritSha", "culpritSubject", "culpritCl"
FROM "conflict" WHERE "culpritSha" IS NOT NULL
ORDER BY "culpritSha", "culpritSubject" NULLS LAST;

-- In one order, so that two that add the same wait for each other and never both.
CREATE FUNCTION "keep_known_paths"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "known_path"
  SELECT DISTINCT "path" FROM "added"
  WHERE NOT EXISTS (SELECT FROM "known_path" k WHERE k."path" = "added"."path")
  ORDER BY "path"
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "known_paths" AFTER INSERT ON "file_change"
REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "keep_known_paths"();

CREATE FUNCTION "keep_known_culprits"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "known_culprit" AS k ("sha", "subject", "cl")
  SELECT DISTINCT ON ("culpritSha") "culpritSha", "culpritSubject", "culpritCl"
  FROM "changed" WHERE "culpritSha" IS NOT NULL AND NOT EXISTS (
    SELECT FROM "known_culprit" k WHERE k."sha" = "culpritSha"
      AND (k."subject" IS NOT NULL OR "culpritSubject" IS NULL) AND (k."cl" IS NOT NULL OR "culpritCl" IS NULL)
  )
  ORDER BY "culpritSha", "culpritSubject" NULLS LAST
  ON CONFLICT ("sha") DO UPDATE SET
    "subject" = coalesce(excluded."subject", k."subject"),
    "cl" = coalesce(excluded."cl", k."cl");
  RETURN NULL;
END $$;
CREATE TRIGGER "known_culprits_added" AFTER INSERT ON "conflict"
REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "keep_known_culprits"();
CREATE TRIGGER "known_culprits_changed" AFTER UPDATE ON "conflict"
REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "keep_known_culprits"();
