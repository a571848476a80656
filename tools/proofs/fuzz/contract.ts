import { Ajv, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats';
import { type ApiDocument, type Operation, type Parameter, resolved, type Schema } from '../operations';

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** The usual expression for URLs refuses hosts in Punycode. */
const isUrl = (text: string): boolean => /^https?:/.test(text) && URL.canParse(text);
const OPTIONS = { strict: false, logger: false, formats: { ...fullFormats, url: isUrl } } as const;

/** What the document says of answers and requests, ready to be checked. */
export class Contract {
  private readonly exact = new Ajv(OPTIONS);
  private readonly coerced = new Ajv({ ...OPTIONS, coerceTypes: true });
  private readonly checks = new Map<string, ValidateFunction>();

  constructor(private readonly document: ApiDocument) {
    for (const ajv of [this.exact, this.coerced]) {
      ajv.addSchema({ components: document.components }, 'api', false, false);
    }
  }

  /** What is wrong with an answer of this status; undefined for one that the document foresees. */
  complaintAbout({ method, path }: Operation, status: number, type: string, text: string): string | undefined {
    const content = this.contentOf(method, path, status);
    if (!content) return `status ${status} is not in the document`;
    const mediaType = type.replace(/;.*$/, '');
    const described = content[mediaType];
    if (!described) return `status ${status} as ${mediaType || 'nothing'} is not in the document`;
    return mediaType.endsWith('json') ? this.bodyComplaint(described.schema ?? {}, text) : undefined;
  }

  /** Whether a body is right by the document, whatever the service will say to what it means. */
  takes(schema: Schema, body: unknown): boolean {
    return this.check(this.exact, schema)(body) === true;
  }

  /** As above, for a parameter: a text that stands for a value. */
  takesText({ schema, name }: Parameter, text: string): boolean {
    return this.check(this.coerced, { type: 'object', properties: { [name]: schema } })({ [name]: text }) === true;
  }

  private contentOf(method: string, path: string, status: number): Content | undefined {
    const responses = this.document.paths[path]?.[method.toLowerCase()]?.responses;
    const response = responses?.[status] ?? responses?.['default'];
    return response && (resolved(this.document, response).content ?? {});
  }

  private bodyComplaint(schema: Schema, text: string): string | undefined {
    const check = this.check(this.exact, schema);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return 'the answer is not JSON';
    }
    if (check(body) === true) return undefined;
    const [{ instancePath = '', message = '', params } = {}] = check.errors ?? [];
    // Without the position in a list: the same fault of many rows is one fault.
    return `the answer is not as its schema: ${instancePath.replaceAll(/\/\d+/g, '/*')} ${message} ${JSON.stringify(params)}`;
  }

  private check(ajv: Ajv, schema: Schema): ValidateFunction {
    const key = `${ajv === this.exact ? '' : '~'}${JSON.stringify(schema)}`;
    const known = this.checks.get(key);
    if (known) return known;
    const check = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object,
    );
    this.checks.set(key, check);
    return check;
  }
}
