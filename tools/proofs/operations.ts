type Schema = Readonly<Record<string, unknown>>;

/** A route as the OpenAPI document describes it. */
export interface Operation {
  readonly method: string;
  /** `/api/v1/cases/{caseRef}/triage` */
  readonly path: string;
  readonly roles: readonly string[];
  readonly schema: Schema;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface OperationObject {
  readonly 'x-roles'?: readonly string[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
  };
}

const METHODS: readonly string[] = ['get', 'post', 'put'];

/** Every route of the public API, from its own document. */
export async function operationsAt(baseUrl: string): Promise<readonly Operation[]> {
  const document = (await (await fetch(`${baseUrl}/openapi.json`)).json()) as OpenApi;
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method) && path.startsWith('/api/'))
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        roles: operation['x-roles'] ?? [],
        schema: bodyOf(operation, document),
      })),
  );
}

/** Schema of the body; an empty one where the route takes none. */
function bodyOf({ requestBody }: OperationObject, { components }: OpenApi): Schema {
  const given = requestBody?.content?.['application/json']?.schema;
  const named = given?.$ref?.split('/').at(-1);
  if (named === undefined) return { ...given };
  return components?.schemas?.[named] ?? {};
}
