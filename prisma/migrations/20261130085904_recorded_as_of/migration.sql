-- AlterTable
ALTER TABLE "port" ADD COLUMN     "recordedAsOf" TIMESTAMP(3);

-- What was filled before: a recording names the copy it was made from as "owner/name as of 2026-02-23".
UPDATE "port" p SET "recordedAsOf" = (
  SELECT max(substring(n."recordedFrom" FROM ' as of (\d{4}-\d{2}-\d{2})$'))::timestamp + interval '1 day' - interval '1 millisecond'
  FROM "rebase" b JOIN "revision" n ON n."rebaseId" = b."id"
  WHERE b."portId" = p."id" AND n."source" = 'recorded'
);
