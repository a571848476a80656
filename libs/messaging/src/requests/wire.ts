/** Headers of a request on the bus. The body is the input, as JSON. */
export const HEADERS = {
  actor: 'Tsunagi-Actor',
  deadline: 'Tsunagi-Deadline',
  correlation: 'Tsunagi-Correlation',
  key: 'Tsunagi-Idempotency-Key',
  version: 'Tsunagi-If-Match',
  /** On an answer: present where the body is an error. */
  error: 'Tsunagi-Error',
} as const;
