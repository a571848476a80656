export type Schema = Readonly<Record<string, unknown>> & { readonly properties?: Readonly<Record<string, Schema>> };

/** One field of a request that is not in its body. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

/** A route as the OpenAPI document describes it. */
export interface Operation {
  readonly method: string;
  /** `/api/v1/cases/{caseRef}/triage` */
  readonly path: string;
  readonly roles: readonly string[];
  /** Of a JSON body; an empty one where the route takes none. */
  readonly schema: Schema;
  readonly parameters: readonly Parameter[];
  /** What a body may be, by media type; none where the route takes no body. */
  readonly bodies: Readonly<Record<string, Schema>>;
}

/** An OpenAPI document, as far as it is read here. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
}

interface OperationObject {
  readonly 'x-roles'?: readonly string[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> } & Schema>>;
}

interface Reference {
  readonly $ref: string;
}

const METHODS: readonly string[] = ['get', 'post', 'put'];

export async function documentAt(baseUrl: string): Promise<ApiDocument> {
  return (await (await fetch(`${baseUrl}/openapi.json`)).json()) as ApiDocument;
}

/** Every route of the public API, from its own document. */
export const operationsAt = async (baseUrl: string): Promise<readonly Operation[]> =>
  operationsOf(await documentAt(baseUrl));

export function operationsOf(document: ApiDocument): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method) && path.startsWith('/api/'))
      .map(([method, operation]) => operationOf(document, method, path, operation)),
  );
}

function operationOf(document: ApiDocument, method: string, path: string, operation: OperationObject): Operation {
  const { requestBody, parameters = [], 'x-roles': roles = [] } = operation;
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema = {} }]) => [type, schema] as const);
  const given = Object.fromEntries(bodies)['application/json'] ?? {};
  return {
    method: method.toUpperCase(),
    ...{ path, roles },
    schema: resolved(document, given),
    parameters: parameters.map((each) => resolved<Parameter>(document, each as Parameter)),
    bodies: Object.fromEntries(bodies),
  };
}

/** What a reference stands for; anything else as it is. */
export function resolved<T extends object>(document: ApiDocument, given: T): T {
  const { $ref } = given as Partial<Reference>;
  const [, , kind = '', name = ''] = $ref?.split('/') ?? [];
  return $ref === undefined ? given : ((document.components?.[kind]?.[name] as T | undefined) ?? given);
}
