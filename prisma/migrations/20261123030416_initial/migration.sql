-- CreateTable
CREATE TABLE "repository" (
    "id" SERIAL NOT NULL,
    "fullName" TEXT NOT NULL,
    "formerNames" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "githubId" BIGINT,
    "defaultBranch" TEXT,
    "archived" BOOLEAN,
    "metadataAt" TIMESTAMP(3),
    "listedAt" TIMESTAMP(3),
    "fetchedAt" TIMESTAMP(3),
    "listingDigest" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "nextPollAt" TIMESTAMP(3),

    CONSTRAINT "repository_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ref" (
    "id" SERIAL NOT NULL,
    "repositoryId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "tagSha" TEXT,
    "firstSeenAt" TIMESTAMP(3) NOT NULL,
    "movedAt" TIMESTAMP(3) NOT NULL,
    "missedListings" INTEGER NOT NULL DEFAULT 0,
    "deletedAt" TIMESTAMP(3),

    CONSTRAINT "ref_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll" (
    "id" SERIAL NOT NULL,
    "repositoryId" INTEGER NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "failureKind" TEXT,
    "refs" INTEGER,
    "changes" INTEGER,
    "restRequests" INTEGER NOT NULL DEFAULT 0,
    "restCharged" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rest_answer" (
    "credential" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "answeredAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "rest_answer_pkey" PRIMARY KEY ("credential","url")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "credential" TEXT NOT NULL,
    "limit" INTEGER,
    "remaining" INTEGER,
    "resetAt" TIMESTAMP(3),
    "pausedUntil" TIMESTAMP(3),
    "pauseReason" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("credential")
);

-- CreateTable
CREATE TABLE "release" (
    "id" SERIAL NOT NULL,
    "repositoryId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "sha" TEXT NOT NULL,
    "releasedAt" TIMESTAMP(3),

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "port" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "goos" TEXT[],
    "goarch" TEXT[],
    "layout" TEXT NOT NULL,
    "branchPattern" TEXT NOT NULL,
    "tagPattern" TEXT,
    "proposalUrl" TEXT,
    "subsystemRules" JSONB NOT NULL DEFAULT '[]',
    "upstreamId" INTEGER NOT NULL,
    "forkId" INTEGER NOT NULL,

    CONSTRAINT "port_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rebase" (
    "id" SERIAL NOT NULL,
    "portId" INTEGER NOT NULL,
    "release" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "releasedAt" TIMESTAMP(3),
    "publishedAt" TIMESTAMP(3),
    "lagDays" INTEGER,
    "deletedAt" TIMESTAMP(3),

    CONSTRAINT "rebase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" SERIAL NOT NULL,
    "rebaseId" INTEGER NOT NULL,
    "baseSha" TEXT,
    "baseRef" TEXT,
    "headSha" TEXT NOT NULL,
    "headRef" TEXT NOT NULL,
    "isNewest" BOOLEAN NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'measured',
    "recordedAt" TIMESTAMP(3),
    "recordedFrom" TEXT,
    "measuredAt" TIMESTAMP(3),
    "unmeasuredReason" TEXT,
    "gitVersion" TEXT,
    "methodVersion" INTEGER,
    "durationMs" INTEGER,
    "commits" INTEGER,
    "isDescendant" BOOLEAN,
    "files" INTEGER,
    "insertions" INTEGER,
    "deletions" INTEGER,
    "added" INTEGER,
    "modified" INTEGER,
    "deleted" INTEGER,
    "renamed" INTEGER,
    "touchFiles" INTEGER,
    "touchInsertions" INTEGER,
    "touchDeletions" INTEGER,
    "unmeasuredFiles" INTEGER,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision_subsystem" (
    "revisionId" INTEGER NOT NULL,
    "subsystem" TEXT NOT NULL,
    "files" INTEGER NOT NULL,
    "insertions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,
    "touchFiles" INTEGER NOT NULL,
    "touchInsertions" INTEGER NOT NULL,
    "touchDeletions" INTEGER NOT NULL,

    CONSTRAINT "revision_subsystem_pkey" PRIMARY KEY ("revisionId","subsystem")
);

-- CreateTable
CREATE TABLE "revision_kind" (
    "revisionId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "files" INTEGER NOT NULL,
    "insertions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,

    CONSTRAINT "revision_kind_pkey" PRIMARY KEY ("revisionId","kind")
);

-- CreateTable
CREATE TABLE "file_change" (
    "revisionId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "previousPath" TEXT,
    "status" TEXT NOT NULL,
    "subsystem" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "insertions" INTEGER,
    "deletions" INTEGER,
    "binary" BOOLEAN NOT NULL,
    "unmeasuredReason" TEXT,
    "copiedFromPath" TEXT,
    "copiedFromRelease" TEXT,
    "similarity" INTEGER,

    CONSTRAINT "file_change_pkey" PRIMARY KEY ("revisionId","position")
);

-- CreateTable
CREATE TABLE "progress" (
    "id" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "done" BIGINT NOT NULL,
    "total" BIGINT,
    "unit" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),
    "failure" TEXT,

    CONSTRAINT "progress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "rssBytes" BIGINT NOT NULL,
    "gitVersion" TEXT NOT NULL,
    "nodeVersion" TEXT NOT NULL,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "repository_fullName_key" ON "repository"("fullName");

-- CreateIndex
CREATE UNIQUE INDEX "ref_repositoryId_name_key" ON "ref"("repositoryId", "name");

-- CreateIndex
CREATE INDEX "poll_repositoryId_startedAt_idx" ON "poll"("repositoryId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "release_repositoryId_order_idx" ON "release"("repositoryId", "order");

-- CreateIndex
CREATE UNIQUE INDEX "release_repositoryId_name_key" ON "release"("repositoryId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "port_slug_key" ON "port"("slug");

-- CreateIndex
CREATE INDEX "rebase_portId_order_idx" ON "rebase"("portId", "order");

-- CreateIndex
CREATE UNIQUE INDEX "rebase_portId_release_key" ON "rebase"("portId", "release");

-- CreateIndex
CREATE UNIQUE INDEX "revision_rebaseId_baseSha_headSha_key" ON "revision"("rebaseId", "baseSha", "headSha");

-- CreateIndex
CREATE INDEX "file_change_path_idx" ON "file_change"("path");

-- AddForeignKey
ALTER TABLE "ref" ADD CONSTRAINT "ref_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_repositoryId_fkey" FOREIGN KEY ("repositoryId") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "port" ADD CONSTRAINT "port_upstreamId_fkey" FOREIGN KEY ("upstreamId") REFERENCES "repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "port" ADD CONSTRAINT "port_forkId_fkey" FOREIGN KEY ("forkId") REFERENCES "repository"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rebase" ADD CONSTRAINT "rebase_portId_fkey" FOREIGN KEY ("portId") REFERENCES "port"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_rebaseId_fkey" FOREIGN KEY ("rebaseId") REFERENCES "rebase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision_subsystem" ADD CONSTRAINT "revision_subsystem_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision_kind" ADD CONSTRAINT "revision_kind_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_change" ADD CONSTRAINT "file_change_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;
