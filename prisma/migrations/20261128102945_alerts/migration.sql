-- AlterTable
ALTER TABLE "conflict" ADD COLUMN     "patchId" TEXT;

-- AlterTable
ALTER TABLE "port" ADD COLUMN     "alertsSince" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "release" ADD COLUMN     "fixesAtSha" TEXT;

-- CreateTable
CREATE TABLE "release_fix" (
    "releaseId" INTEGER NOT NULL,
    "cve" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "committedAt" TIMESTAMP(3) NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "release_fix_pkey" PRIMARY KEY ("releaseId","cve")
);

-- CreateTable
CREATE TABLE "alert_watch" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "portId" INTEGER,
    "state" TEXT NOT NULL,
    "memory" JSONB NOT NULL,
    "incidentId" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "alert_watch_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "openKey" TEXT,
    "kind" TEXT NOT NULL,
    "portId" INTEGER,
    "line" TEXT,
    "upstreamLine" TEXT,
    "state" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "subsystems" TEXT[],
    "openedAt" TIMESTAMP(3) NOT NULL,
    "resolvedAt" TIMESTAMP(3),
    "resolvedReason" TEXT,
    "occurrence" INTEGER NOT NULL DEFAULT 1,
    "isFlapping" BOOLEAN NOT NULL DEFAULT false,
    "staleSince" TIMESTAMP(3),
    "isSilent" BOOLEAN NOT NULL DEFAULT false,
    "acknowledgedAt" TIMESTAMP(3),
    "acknowledgedById" TEXT,
    "snoozedUntil" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_event" (
    "id" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "facts" JSONB NOT NULL,
    "severity" TEXT NOT NULL,
    "subsystems" TEXT[],
    "isOwed" BOOLEAN NOT NULL,
    "actorId" TEXT,

    CONSTRAINT "incident_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_note" (
    "id" TEXT NOT NULL,
    "incidentId" TEXT NOT NULL,
    "authorId" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "text" TEXT NOT NULL,
    "hours" DECIMAL(6,2),

    CONSTRAINT "incident_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "muted_path" (
    "portId" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "mutedById" TEXT,
    "mutedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "muted_path_pkey" PRIMARY KEY ("portId","path")
);

-- CreateTable
CREATE TABLE "mail_address" (
    "id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "verifiedAt" TIMESTAMP(3),
    "confirmTokenHash" TEXT,
    "confirmExpiresAt" TIMESTAMP(3),
    "linkSecret" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "mail_address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_suppression" (
    "addressHash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "mail_suppression_pkey" PRIMARY KEY ("addressHash")
);

-- CreateTable
CREATE TABLE "endpoint" (
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "targetLabel" TEXT NOT NULL,
    "secret" TEXT,
    "previousSecret" TEXT,
    "previousUntil" TIMESTAMP(3),
    "state" TEXT NOT NULL,
    "disabledReason" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failingSince" TIMESTAMP(3),
    "pausedUntil" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "testedAt" TIMESTAMP(3),

    CONSTRAINT "endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" TEXT NOT NULL,
    "addressId" TEXT,
    "endpointId" TEXT,
    "portId" INTEGER,
    "lines" TEXT[],
    "subsystems" TEXT[],
    "kinds" TEXT[],
    "leastSeverity" TEXT NOT NULL DEFAULT 'info',
    "pace" TEXT NOT NULL DEFAULT 'at-once',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "activeSince" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "endedReason" TEXT,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "eventId" TEXT,
    "subscriptionId" TEXT,
    "endpointId" TEXT,
    "lane" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leasedUntil" TIMESTAMP(3),
    "leaseToken" TEXT,
    "body" TEXT,
    "digestId" TEXT,
    "deliveredAt" TIMESTAMP(3),
    "deadAt" TIMESTAMP(3),
    "deadReason" TEXT,
    "replayOfId" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "deliveryId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "status" INTEGER,
    "request" JSONB NOT NULL,
    "answer" TEXT,
    "reason" TEXT,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("deliveryId","number")
);

-- CreateTable
CREATE TABLE "incident_issue" (
    "incidentId" TEXT NOT NULL,
    "repository" TEXT NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "incident_issue_pkey" PRIMARY KEY ("incidentId","repository")
);

-- CreateTable
CREATE TABLE "github_delivery" (
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "repository" TEXT,
    "receivedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "github_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allowed_host" (
    "host" TEXT NOT NULL,
    "addedById" TEXT,
    "addedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "allowed_host_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "login" TEXT,
    "isAdministrator" BOOLEAN NOT NULL DEFAULT false,
    "disabledAt" TIMESTAMP(3),

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "auth_rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "port_maintainer" (
    "userId" TEXT NOT NULL,
    "portId" INTEGER NOT NULL,
    "grantedAt" TIMESTAMP(3) NOT NULL,
    "grantedById" TEXT,

    CONSTRAINT "port_maintainer_pkey" PRIMARY KEY ("userId","portId")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actorId" TEXT,
    "actor" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "release_fix_cve_idx" ON "release_fix"("cve");

-- CreateIndex
CREATE INDEX "alert_watch_portId_idx" ON "alert_watch"("portId");

-- CreateIndex
CREATE UNIQUE INDEX "incident_openKey_key" ON "incident"("openKey");

-- CreateIndex
CREATE INDEX "incident_key_openedAt_idx" ON "incident"("key", "openedAt");

-- CreateIndex
CREATE INDEX "incident_state_updatedAt_idx" ON "incident"("state", "updatedAt");

-- CreateIndex
CREATE INDEX "incident_portId_openedAt_idx" ON "incident"("portId", "openedAt");

-- CreateIndex
CREATE INDEX "incident_event_at_idx" ON "incident_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "incident_event_incidentId_seq_key" ON "incident_event"("incidentId", "seq");

-- CreateIndex
CREATE INDEX "incident_note_incidentId_idx" ON "incident_note"("incidentId");

-- CreateIndex
CREATE UNIQUE INDEX "mail_address_address_key" ON "mail_address"("address");

-- CreateIndex
CREATE UNIQUE INDEX "mail_address_confirmTokenHash_key" ON "mail_address"("confirmTokenHash");

-- CreateIndex
CREATE INDEX "endpoint_ownerId_idx" ON "endpoint"("ownerId");

-- CreateIndex
CREATE INDEX "subscription_addressId_idx" ON "subscription"("addressId");

-- CreateIndex
CREATE INDEX "subscription_endpointId_idx" ON "subscription"("endpointId");

-- CreateIndex
CREATE INDEX "delivery_state_dueAt_idx" ON "delivery"("state", "dueAt");

-- CreateIndex
CREATE INDEX "delivery_lane_seq_idx" ON "delivery"("lane", "seq");

-- CreateIndex
CREATE INDEX "delivery_endpointId_createdAt_idx" ON "delivery"("endpointId", "createdAt");

-- CreateIndex
CREATE INDEX "github_delivery_receivedAt_idx" ON "github_delivery"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "account_providerId_accountId_key" ON "account"("providerId", "accountId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "auth_rate_limit_key_key" ON "auth_rate_limit"("key");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- AddForeignKey
ALTER TABLE "release_fix" ADD CONSTRAINT "release_fix_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_watch" ADD CONSTRAINT "alert_watch_portId_fkey" FOREIGN KEY ("portId") REFERENCES "port"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_portId_fkey" FOREIGN KEY ("portId") REFERENCES "port"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_acknowledgedById_fkey" FOREIGN KEY ("acknowledgedById") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_note" ADD CONSTRAINT "incident_note_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_note" ADD CONSTRAINT "incident_note_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "muted_path" ADD CONSTRAINT "muted_path_portId_fkey" FOREIGN KEY ("portId") REFERENCES "port"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "muted_path" ADD CONSTRAINT "muted_path_mutedById_fkey" FOREIGN KEY ("mutedById") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_addressId_fkey" FOREIGN KEY ("addressId") REFERENCES "mail_address"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_portId_fkey" FOREIGN KEY ("portId") REFERENCES "port"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "incident_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_replayOfId_fkey" FOREIGN KEY ("replayOfId") REFERENCES "delivery"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_issue" ADD CONSTRAINT "incident_issue_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allowed_host" ADD CONSTRAINT "allowed_host_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "port_maintainer" ADD CONSTRAINT "port_maintainer_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "port_maintainer" ADD CONSTRAINT "port_maintainer_portId_fkey" FOREIGN KEY ("portId") REFERENCES "port"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The audit log is only ever added to.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is only ever added to.';
END $$;
CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
