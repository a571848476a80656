import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { Shape } from '#libs/contracts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The parts of a class-validator rule that say something about JSON. */
interface Rule {
  readonly type: string;
  readonly name?: string;
  readonly target: unknown;
  readonly propertyName: string;
  readonly each: boolean;
  readonly constraints?: readonly unknown[];
}

type Condition = (object: object, value: unknown) => boolean;
type Converter = (rule: Rule) => JsonSchema;

interface ObjectSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

const text =
  (extra: JsonSchema): Converter =>
  () => ({ type: 'string', ...extra });

/** Rules of our own (libs/contracts), by the names they carry. */
const OWN_RULES: Readonly<Record<string, Converter>> = {
  isFreeCode: text({ pattern: '^[a-z][a-z0-9_-]{0,39}$' }),
  isDay: text({ format: 'date' }),
  isInstant: text({ format: 'date-time' }),
  isDayOrInstant: text({ anyOf: [{ format: 'date' }, { format: 'date-time' }] }),
  isClockTime: text({ pattern: '^(?:(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)$' }),
  hasNoMyNumber: text({}),
};

/** Collects contract classes as named schemas, from the same rules that the services check. */
export class Schemas {
  private readonly names = new Map<object, string>();
  readonly components: Record<string, JsonSchema> = {};

  /** `closed`: unknown fields are refused, as they are in every request. */
  ref(type: Shape, closed: boolean, without: readonly string[] = []): JsonSchema {
    return { $ref: `#/components/schemas/${this.nameOf(type, closed, without)}` };
  }

  /** Fields of a class by name, and which of them must be there. */
  describe(type: Shape, closed: boolean): ObjectSchema {
    const rules = rulesOf(type);
    const { properties = {} } = targetConstructorToSchema(type, {
      additionalConverters: this.converters(rules, closed),
    }) as { properties?: Record<string, JsonSchema> };
    const entries = Object.entries(properties).map(([name, schema]) => {
      const nullable = skips(rules, name, null);
      return [name, nullable ? { anyOf: [schema, { type: 'null' }] } : schema] as const;
    });
    return {
      properties: Object.fromEntries(entries),
      required: entries.map(([name]) => name).filter((name) => !skips(rules, name, undefined)),
    };
  }

  private nameOf(type: Shape, closed: boolean, without: readonly string[]): string {
    const known = this.names.get(type);
    if (known !== undefined) return known;
    const name = this.freeName(type.name);
    this.names.set(type, name);
    this.components[name] = {};
    const { properties, required } = this.describe(type, closed);
    const kept = Object.entries(properties).filter(([field]) => !without.includes(field));
    this.components[name] = {
      type: 'object',
      properties: Object.fromEntries(kept),
      required: required.filter((field) => !without.includes(field)),
      ...(closed && { additionalProperties: false }),
    };
    return name;
  }

  /** Two services may have a class of the same name. */
  private freeName(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.components[name]; count += 1) name = `${wanted}_${count}`;
    return name;
  }

  private converters(rules: readonly Rule[], closed: boolean): Readonly<Record<string, Converter>> {
    const texts = rules.flatMap(({ name }) => {
      const max = /^isText(\d+)$/.exec(name ?? '')?.[1];
      return max === undefined ? [] : [[name ?? '', text({ minLength: 1, maxLength: Number(max) })] as const];
    });
    return {
      ...OWN_RULES,
      ...Object.fromEntries(texts),
      [ValidationTypes.CUSTOM_VALIDATION]: primitiveOf,
      [ValidationTypes.NESTED_VALIDATION]: (rule) => this.ref(nestedType(rule), closed),
    };
  }
}

function rulesOf(type: Shape): readonly Rule[] {
  return getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
}

/** Whether some condition (OrUnknown, MayBeLeftOut, IsOptional …) lets this value pass unchecked. */
function skips(rules: readonly Rule[], property: string, value: null | undefined): boolean {
  return rules
    .filter((rule) => rule.propertyName === property && rule.type === ValidationTypes.CONDITIONAL_VALIDATION)
    .some((rule) => {
      const condition = rule.constraints?.[0] as Condition | undefined;
      return condition?.({ [property]: value }, value) === false;
    });
}

function nestedType(rule: Rule): Shape {
  const declared = defaultMetadataStorage.findTypeMetadata(rule.target, rule.propertyName)?.typeFunction();
  if (!declared) throw new Error(`${rule.propertyName} is nested and needs @Type.`);
  return declared;
}

/** A rule that we do not know says at least which kind of value the field has. */
function primitiveOf({ target, propertyName, each }: Rule): JsonSchema {
  if (each || typeof target !== 'function') return {};
  const type: unknown = Reflect.getMetadata('design:type', target.prototype as object, propertyName);
  if (type === String) return { type: 'string' };
  if (type === Number) return { type: 'number' };
  return type === Boolean ? { type: 'boolean' } : {};
}
