// An endpoint's address and keys as they are stored and as they are used.
import { randomBytes } from 'node:crypto';

import { endpointTarget, type EndpointTarget } from '#lib/domain/endpoint-target.ts';

import { openSecret, sealSecret, type SecretPlace } from './seal-secret.ts';

/** What messages of a webhook are signed with: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export function sealTarget(target: EndpointTarget, id: string, appSecret: string): string {
  return sealSecret(JSON.stringify(target), targetPlace(id), appSecret);
}

/** Throws SealError. */
export function openTarget(sealed: string, id: string, appSecret: string): EndpointTarget {
  return endpointTarget.parse(JSON.parse(openSecret(sealed, targetPlace(id), appSecret)));
}

/** It opens as the present secret and as the one before, so that it is kept as it is when there is a new one. */
export function sealEndpointSecret(secret: string, id: string, appSecret: string): string {
  return sealSecret(secret, secretPlace(id), appSecret);
}

/** Throws SealError. */
export function openEndpointSecret(sealed: string, id: string, appSecret: string): string {
  return openSecret(sealed, secretPlace(id), appSecret);
}

function targetPlace(id: string): SecretPlace {
  return { table: 'endpoint', column: 'target', id };
}

function secretPlace(id: string): SecretPlace {
  return { table: 'endpoint', column: 'secret', id };
}
