import { hostRequestsOf } from '#libs/contracts';
import { SERVICES } from '#libs/kernel';
import { read, type Route } from './route';

/** For whoever answers a person who asks who saw what of them (L08). */
export const AUDIT_ROUTES: readonly Route[] = SERVICES.map((service) =>
  read(
    `/audit/accesses/${service}`,
    hostRequestsOf(service).auditAccesses,
    `ある人について、${service} でいつ誰が何を見て、何をしたか`,
  ),
);
