/** What came back over HTTP. */
interface Answer {
  readonly status: number;
  /** The content type; empty where there was none. */
  readonly type: string;
  readonly text: string;
}

/** What is wrong with the answer to a wrong request; undefined for a 4xx problem document with its status and a code. */
export function complaintAbout({ status, type, text }: Answer): string | undefined {
  if (status < 400 || status >= 500) return `status ${status}`;
  if (!type.startsWith('application/problem+json')) return `status ${status} as ${type || 'nothing'}`;
  const { code, status: told } = problemIn(text);
  if (typeof code !== 'string' || code === '') return `status ${status} without code`;
  if (told !== status) return `status ${status} that calls itself another`;
  return undefined;
}

function problemIn(text: string): { readonly code?: unknown; readonly status?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}
