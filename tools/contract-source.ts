import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

export interface FieldSource {
  readonly name: string;
  readonly type: string;
  /** The rules of the field as they are written, e.g. `IsInt() Min(1)`. */
  readonly rules: string;
  readonly doc: string;
}

/** A contract class as it is written: its comment and its fields. */
export interface ClassSource {
  readonly doc: string;
  readonly fields: readonly FieldSource[];
}

/** Reads the contract classes with the compiler, so that types are shown as they are and not as they are spelled. */
export function readContractClasses(root: string): ReadonlyMap<string, ClassSource> {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const program = ts.createProgram([join(root, 'libs/contracts/src/index.ts')], config?.options ?? {});
  const checker = program.getTypeChecker();
  const found = new Map<string, ClassSource>();
  for (const file of program.getSourceFiles()) {
    if (!relative(root, file.fileName).startsWith('libs/contracts/src/')) continue;
    file.forEachChild((node) => {
      if (ts.isClassDeclaration(node) && node.name) found.set(node.name.text, classSource(node, checker));
    });
  }
  return found;
}

/** The compiler lists the literals of a union in the order in which it met them anywhere; a document cannot. */
const inOrder = (type: string): string =>
  /^("[^"]*" \| )+("[^"]*"|null)$/.test(type) ? type.split(' | ').sort().join(' | ') : type;

function classSource(node: ts.ClassDeclaration, checker: ts.TypeChecker): ClassSource {
  const fields = node.members.filter(ts.isPropertyDeclaration).filter((member) => !isStatic(member));
  return {
    doc: docOf(node),
    fields: fields.map((member) => ({
      name: member.name.getText(),
      type: inOrder(
        checker.typeToString(checker.getTypeAtLocation(member), undefined, ts.TypeFormatFlags.NoTruncation),
      ),
      rules: (ts.getDecorators(member) ?? []).map(({ expression }) => expression.getText()).join(' '),
      doc: docOf(member),
    })),
  };
}

const isStatic = (member: ts.PropertyDeclaration): boolean =>
  (ts.getModifiers(member) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);

function docOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return comments
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** One place where a contract class is used: the class's name and what stands around it. */
export interface Use {
  readonly contract: string;
  readonly service: string;
  /** For a route: its verb and path; else empty. */
  readonly route: string;
  /** For a route: its Japanese sentence; else empty. */
  readonly summary: string;
}

/** `@Hears(X)` in the services' tables of what they hear. */
export const findHears = (root: string): readonly Use[] =>
  usesIn(root, (call) =>
    ts.isDecorator(call.parent) && nameOf(call.expression) === 'Hears' ? bare(call, 0) : undefined,
  );

/** `….ask(X, …)` by a service. */
export const findAsks = (root: string): readonly Use[] =>
  usesIn(root, (call) =>
    ts.isPropertyAccessExpression(call.expression) && nameOf(call.expression) === 'ask' ? bare(call, 0) : undefined,
  );

const VERBS: Readonly<Record<string, string>> = {
  ...{ read: 'GET', create: 'POST', step: 'POST', put: 'PUT' },
  ...{ rowsOf: 'POST', upload: 'PUT', csv: 'GET' },
};

/** The routes of the public API. */
export const findRoutes = (root: string): readonly Use[] =>
  usesIn(root, (call, file) => {
    const verb = VERBS[nameOf(call.expression)];
    const [written] = call.arguments;
    const summary = call.arguments.at(-1);
    const found = bare(call, 1);
    if (!file.endsWith('.routes.ts') || verb === undefined || !written || !isContract(found)) return undefined;
    return {
      ...found,
      route: `${verb} ${textOf(written)}`,
      summary: summary && ts.isStringLiteralLike(summary) ? summary.text : '',
    };
  });

type Found = Omit<Use, 'service'>;

function bare(call: ts.CallExpression, at: number): Found | undefined {
  const named = call.arguments[at];
  const contract = named === undefined ? '' : nameOf(named);
  return contract === '' ? undefined : { contract, route: '', summary: '' };
}

/** Routes that are made for each service name no contract. */
const isContract = (found: Found | undefined): found is Found => found !== undefined && /V\d+$/.test(found.contract);

/** A path as it is written: a text, a constant of the file, or one with the other in it. */
function textOf(written: ts.Expression): string {
  if (ts.isStringLiteralLike(written)) return written.text;
  if (ts.isTemplateExpression(written)) {
    const rest = written.templateSpans.map(({ expression, literal }) => textOf(expression) + literal.text);
    return written.head.text + rest.join('');
  }
  const constants = written.getSourceFile().statements.filter(ts.isVariableStatement);
  const named = constants
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => ts.isIdentifier(name) && ts.isIdentifier(written) && name.text === written.text);
  if (named?.initializer === undefined) throw new Error(`The path ${written.getText()} cannot be read.`);
  return textOf(named.initializer);
}

const nameOf = (expression: ts.Expression): string => {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
};

function usesIn(root: string, look: (call: ts.CallExpression, file: string) => Found | undefined): readonly Use[] {
  const uses: Use[] = [];
  for (const file of sourcesBelow(root, 'services')) {
    const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2023, true);
    const service = file.split('/')[1] ?? '';
    const walk = (node: ts.Node): void => {
      const found = ts.isCallExpression(node) ? look(node, file) : undefined;
      if (found) uses.push({ ...found, service });
      node.forEachChild(walk);
    };
    walk(source);
  }
  return uses;
}

/** Sources that ship, in a fixed order. */
function sourcesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => /^services\/[^/]+\/src\//.test(file))
    .sort();
}
