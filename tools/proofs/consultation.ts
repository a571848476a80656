/** A consultation that intake takes, and that is nobody's. */
export const CONSULTATION = {
  receivedOn: '2026-01-05',
  channel: 'phone',
  chiefComplaint: '証明のための受付',
  urgency: 'normal',
  consentState: 'not_asked',
};
export const CONSULTATIONS = '/api/v1/consultations';
